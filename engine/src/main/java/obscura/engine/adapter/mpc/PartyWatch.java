package obscura.engine.adapter.mpc;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.port.PartyOperations;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Measured;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.PartyHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the parties: shows operators how they are, and says in the log when something begins
 * to be wrong and when it is well again (requirement 36.2). Any thread.
 */
public final class PartyWatch implements PartyOperations {
  private static final Logger LOG = LoggerFactory.getLogger(PartyWatch.class);
  private static final long NANOS_PER_MICRO = 1_000;

  /**
   * When to raise an alert.
   *
   * @param slowest p99 of a kind of work, from question to answer; and the median of a measured step
   * @param fewestTriples in stock at a party, words of 64; of no use in the semi-honest mode
   */
  public record Thresholds(Duration slowest, long fewestTriples) {}

  private final MpcEngine engine;
  private final RosterKeeper roster;
  private final WorkTimes times;
  private final Thresholds thresholds;
  private final boolean malicious;
  private final Transcripts transcripts;
  private final Set<String> current = new TreeSet<>();
  private volatile List<PartyLine> latest = List.of();
  private volatile List<StepLine> steps = List.of();
  private long suspicions;

  /**
   * For one venue.
   *
   * @param roster what the parties are handed when one of them is replaced
   * @param transcripts where the adapter keeps them
   */
  public PartyWatch(
      MpcEngine engine,
      RosterKeeper roster,
      WorkTimes times,
      Thresholds thresholds,
      boolean malicious,
      Transcripts transcripts) {
    this.transcripts = transcripts;
    this.engine = engine;
    this.roster = roster;
    this.times = times;
    this.thresholds = thresholds;
    this.malicious = malicious;
  }

  @Override
  public Optional<String> transcript(RfqId rfq, Optional<ParticipantId> maker) {
    return transcripts.find(rfq, maker);
  }

  /** Looks once; completes when alerts are up to date. */
  public CompletableFuture<Void> look() {
    return engine.health().thenAccept(this::judge);
  }

  private void judge(List<PartyHealth> parties) {
    latest = lines(parties);
    Set<String> found = new TreeSet<>();
    for (PartyHealth party : parties) {
      if (!party.answers()) {
        found.add("party %d does not answer".formatted(party.party()));
      } else if (malicious && party.triplesReady() < thresholds.fewestTriples()) {
        found.add(
            "party %d has fewer than %d triples in stock"
                .formatted(party.party(), thresholds.fewestTriples()));
      }
    }
    for (WorkLine line : times.lines()) {
      if (line.p99().compareTo(thresholds.slowest()) > 0) {
        found.add("%s takes longer than %s".formatted(line.kind(), thresholds.slowest()));
      }
    }
    for (StepLine line : steps) {
      if (line.median().compareTo(thresholds.slowest()) > 0) {
        found.add(
            "benchmark: %s at party %d takes longer than %s"
                .formatted(line.step(), line.party(), thresholds.slowest()));
      }
    }
    suspect(parties.stream().mapToLong(PartyHealth::suspicions).sum());
    change(found);
  }

  /** Counts from a party's own start: fewer than before means that one was restarted. */
  private synchronized void suspect(long now) {
    if (now > suspicions) {
      LOG.error("ALERT mpc: a party noticed {} times that another deviates", now - suspicions);
    }
    suspicions = now;
  }

  private synchronized void change(Set<String> found) {
    for (String alert : found) {
      if (!current.contains(alert)) {
        LOG.error("ALERT mpc: {}", alert);
      }
    }
    for (String alert : current) {
      if (!found.contains(alert)) {
        LOG.info("over: {}", alert);
      }
    }
    current.clear();
    current.addAll(found);
  }

  @Override
  public CompletableFuture<List<PartyLine>> parties() {
    return engine.health().thenApply(PartyWatch::lines);
  }

  @Override
  public List<PartyLine> latest() {
    return latest;
  }

  private static List<PartyLine> lines(List<PartyHealth> parties) {
    return parties.stream().map(PartyWatch::line).toList();
  }

  private static PartyLine line(PartyHealth p) {
    return new PartyLine(
        p.party(),
        p.answers(),
        p.epoch(),
        p.executed(),
        p.queued(),
        p.triplesReady(),
        p.triplesTaken(),
        p.suspicions());
  }

  @Override
  public List<WorkLine> work() {
    return times.lines();
  }

  @Override
  public List<StepLine> steps() {
    return steps;
  }

  @Override
  public CompletableFuture<List<StepLine>> benchmark() {
    return engine.benchmark().thenApply(this::benchmarked);
  }

  /** Measures, and has the alerts and the log say what came out; for the venue's start. */
  public CompletableFuture<Void> benchmarkAtStart() {
    return benchmark()
        .thenCompose(lines -> look())
        .exceptionally(problem -> {
          LOG.warn("the parties were not measured: {}", problem.toString());
          return null;
        });
  }

  private List<StepLine> benchmarked(List<List<Measured>> parties) {
    List<StepLine> lines = new ArrayList<>();
    for (int party = 0; party < parties.size(); party++) {
      for (Measured m : parties.get(party)) {
        lines.add(line(party, m));
      }
    }
    steps = List.copyOf(lines);
    LOG.info("the parties measured, medians in us: {}", medians(steps));
    return steps;
  }

  private static StepLine line(int party, Measured m) {
    String step = m.step().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new StepLine(
        party,
        step,
        m.times(),
        Duration.ofNanos(m.medianNanos()),
        Duration.ofNanos(m.slowNanos()),
        m.rounds(),
        m.bytes());
  }

  /** Of each step the slowest party's. */
  private static Map<String, Long> medians(List<StepLine> lines) {
    Map<String, Long> slowest = new LinkedHashMap<>();
    for (StepLine line : lines) {
      slowest.merge(line.step(), line.median().toNanos() / NANOS_PER_MICRO, Math::max);
    }
    return slowest;
  }

  @Override
  public CompletableFuture<List<String>> sealFor(String handle, String auditor) {
    return engine
        .sealFor(Handle.of(HexFormat.of().parseHex(handle)), auditor)
        .thenApply(copies -> copies.stream().map(HexFormat.of()::formatHex).toList())
        .exceptionallyCompose(problem -> CompletableFuture.failedFuture(told(problem)));
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party) {
    try {
      return engine
          .replaceParty(party, roster.text())
          .exceptionallyCompose(problem -> CompletableFuture.failedFuture(told(problem)));
    } catch (UncheckedIOException unreadable) {
      return CompletableFuture.failedFuture(
          new RefusedException("the roster cannot be read: " + unreadable.getMessage()));
    }
  }

  /** In the words of the port. */
  private static Throwable told(Throwable problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    return switch (cause) {
      case obscura.mpc.api.RefusedException refused ->
          new RefusedException(refused.rule() + ": " + refused.getMessage());
      case IllegalArgumentException notReady ->
          new RefusedException(String.valueOf(notReady.getMessage()));
      default -> problem;
    };
  }

  @Override
  public synchronized List<String> alerts() {
    return new ArrayList<>(current);
  }

  @Override
  public CompletableFuture<Long> rotateKeys() {
    return engine.rotateKeys();
  }
}
