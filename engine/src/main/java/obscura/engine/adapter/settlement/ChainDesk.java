package obscura.engine.adapter.settlement;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import obscura.domain.TradeId;
import obscura.engine.port.SettlementDesk;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.TradeState;

/** What operators ask of a chain's settlement service. Any thread may call. */
final class ChainDesk implements SettlementDesk {
  private static final long ANSWER_SECONDS_MAX = 15;

  private final ExecutorService thread;
  private final Supplier<SettlementService> service;

  /**
   * Wires it.
   *
   * @param thread the one on which the service ticks
   */
  ChainDesk(ExecutorService thread, Supplier<SettlementService> service) {
    this.thread = thread;
    this.service = service;
  }

  @Override
  public Optional<Batch> batch(TradeId trade) {
    return service
        .get()
        .interventions()
        .batch(trade)
        .map(batch ->
            new Batch(
                batch.number(),
                batch.phase().name(),
                Instant.ofEpochSecond(batch.deadlineSeconds()),
                batch.attempts().size()));
  }

  @Override
  public Answer cancel(TradeId trade) {
    Optional<TradeState> was = onItsThread(trade);
    if (was.isEmpty()) {
      return new Answer(false, "the rail has no trade " + trade);
    }
    return switch (was.get()) {
      case INITIATED -> new Answer(true, trade + " is given up; both sides are told of the bust");
      case PENDING ->
          new Answer(
              false,
              trade
                  + " has passed the point of no return: the chain may settle it until the"
                  + " deadline of its batch");
      case CONFIRMED -> new Answer(false, trade + " is settled for good");
      case FAILED -> new Answer(false, trade + " has failed already and is busted");
      case ROLLED_BACK ->
          new Answer(false, trade + " was reclaimed: nothing is under way to be cancelled");
    };
  }

  private Optional<TradeState> onItsThread(TradeId trade) {
    try {
      return thread
          .submit(() -> service.get().interventions().cancel(trade))
          .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException away) {
      throw new UnavailableException(away);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(interrupted);
    }
  }
}
