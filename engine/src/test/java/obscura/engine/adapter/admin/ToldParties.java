package obscura.engine.adapter.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.port.PartyOperations;

/** Parties of which a test tells how they are. */
final class ToldParties implements PartyOperations {
  private volatile boolean away;
  private volatile List<StepLine> measured = List.of();
  private final AtomicLong epoch = new AtomicLong(7);

  void away(boolean now) {
    away = now;
  }

  @Override
  public CompletableFuture<List<PartyLine>> parties() {
    return CompletableFuture.completedFuture(
        List.of(
            new PartyLine(0, true, epoch.get(), 12, 0, 100, 20, 0),
            new PartyLine(1, true, epoch.get(), 12, 0, 100, 20, 0),
            new PartyLine(2, !away, away ? 0 : epoch.get(), away ? 0 : 12, 0, 0, 0, 0)));
  }

  @Override
  public List<PartyLine> latest() {
    return parties().join();
  }

  @Override
  public List<WorkLine> work() {
    return List.of(
        new WorkLine("AddOrder", 12, 1, Duration.ofNanos(1_234_567), Duration.ofMillis(9)));
  }

  @Override
  public List<StepLine> steps() {
    return measured;
  }

  @Override
  public CompletableFuture<List<StepLine>> benchmark() {
    measured =
        List.of(
            new StepLine(1, "compare", 100, Duration.ofNanos(61_000), Duration.ofNanos(99_999), 7, 512));
    return away
        ? CompletableFuture.failedFuture(new IllegalStateException("party 2 is away"))
        : CompletableFuture.completedFuture(measured);
  }

  @Override
  public CompletableFuture<List<String>> sealFor(String handle, String auditor) {
    return auditor.equals("AUDIT1")
        ? CompletableFuture.completedFuture(List.of("aa", "bb", "cc"))
        : CompletableFuture.failedFuture(
            new RefusedException("NOT_ENTITLED: an auditor not in the roster"));
  }

  @Override
  public List<String> alerts() {
    return away ? List.of("party 2 does not answer") : List.of();
  }

  @Override
  public Optional<String> transcript(RfqId rfq, Optional<ParticipantId> maker) {
    return rfq.value() == 1
        ? Optional.of("what was signed of " + rfq + maker.map(m -> " for " + m).orElse("") + "\n")
        : Optional.empty();
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party) {
    return party == 1
        ? CompletableFuture.completedFuture(9L)
        : CompletableFuture.failedFuture(new RefusedException("party 2 does not answer"));
  }

  @Override
  public CompletableFuture<Long> rotateKeys() {
    return away
        ? CompletableFuture.failedFuture(new IllegalStateException("party 2 is away"))
        : CompletableFuture.completedFuture(epoch.incrementAndGet());
  }
}
