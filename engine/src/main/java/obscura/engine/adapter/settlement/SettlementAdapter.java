package obscura.engine.adapter.settlement;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.TradeEvent.SettlementRetried;
import obscura.engine.core.TradeEvent.TradeAgreed;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand.RecordSettlement;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementRail;
import obscura.settlement.core.SettlementOutcome;
import obscura.settlement.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles trades on the book-entry rail: the amounts are revealed to the rail, the ledger moves
 * them, its answer goes to the log. A trade is settled once however often it is asked.
 */
public final class SettlementAdapter
    implements EventConsumer, SettlementRail, SettlementDesk, AutoCloseable {
  /** SettlFailCode(20036): the rail may not read the amounts of this trade. */
  private static final int NOT_READABLE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SettlementAdapter.class);
  private static final long CLOSE_SECONDS_MAX = 5;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Instructions instructions;
  private final Ledger ledger;
  private final CommandLog log;
  private final Progress progress = new Progress(Progress.COMMITS_UNSURE);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("settlement").unstarted(task));

  public SettlementAdapter(Secrets secrets, Directory directory, Ledger ledger, CommandLog log) {
    this.instructions = new Instructions(secrets, directory);
    this.ledger = ledger;
    this.log = log;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The rail reads amounts; those of two SHIELDED sides are open to nobody but them. */
  @Override
  public boolean settles(PrivacyLevel level) {
    return level != PrivacyLevel.SHIELDED;
  }

  /** There are no batches: each trade moves by itself. */
  @Override
  public Optional<Batch> batch(TradeId trade) {
    return Optional.empty();
  }

  /** A trade is moved or refused as soon as its terms are read, so there is nothing to give up. */
  @Override
  public Answer cancel(TradeId trade) {
    return new Answer(false, "the book-entry rail moves a trade at once or fails it");
  }

  @Override
  public String name() {
    return "settlement";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    boolean mine = event instanceof TradeAgreed || event instanceof SettlementRetried;
    progress.taken(position, mine);
    if (mine) {
      Trade trade = ((TradeEvent) event).trade();
      thread.execute(() -> settle(position, trade));
    }
  }

  @Override
  public long finished() {
    return progress.finished();
  }

  private void settle(long position, Trade trade) {
    if (thread.isShutdown()) {
      return;
    }
    try {
      RecordSettlement answer =
          switch (ledger.outcome(trade.id()).orElseGet(() -> move(trade))) {
            case SettlementOutcome.Settled settled ->
                new RecordSettlement(trade.id(), SettlementState.FINAL, 0);
            case SettlementOutcome.Failed failed ->
                new RecordSettlement(trade.id(), SettlementState.FAILED, failed.settlFailCode());
          };
      log.submit(answer).thenRun(() -> progress.done(position));
    } catch (RuntimeException failed) {
      LOG.warn("settlement of {} is tried again: {}", trade.id(), failed.getClass().getName());
      retry(position, trade);
    }
  }

  private void retry(long position, Trade trade) {
    if (!thread.isShutdown()) {
      thread.schedule(() -> settle(position, trade), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private SettlementOutcome move(Trade trade) {
    return instructions
        .find(trade)
        .map(found -> ledger.settle(found.instruction()))
        .orElseGet(
            () -> new SettlementOutcome.Failed(NOT_READABLE, "the rail may not read this trade"));
  }

  /** Lets the settlement under way come to its end; the others come again after a restart. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
