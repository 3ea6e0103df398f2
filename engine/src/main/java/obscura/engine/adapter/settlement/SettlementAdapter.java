package obscura.engine.adapter.settlement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent.TradeAgreed;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand.RecordSettlement;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementRail;
import obscura.engine.port.Terms;
import obscura.settlement.core.SettlementOutcome;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles trades on the book-entry rail: the amounts are revealed to the rail, the ledger moves
 * them, its answer goes to the log. A trade is settled once however often it is asked.
 */
public final class SettlementAdapter implements EventConsumer, SettlementRail, AutoCloseable {
  /** SettlFailCode(20036): the rail may not read the amounts of this trade. */
  private static final int NOT_READABLE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SettlementAdapter.class);
  private static final long CLOSE_SECONDS_MAX = 5;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Secrets secrets;
  private final Directory directory;
  private final Ledger ledger;
  private final CommandLog log;
  private final Progress progress = new Progress(Progress.COMMITS_UNSURE);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("settlement").unstarted(task));

  public SettlementAdapter(Secrets secrets, Directory directory, Ledger ledger, CommandLog log) {
    this.secrets = secrets;
    this.directory = directory;
    this.ledger = ledger;
    this.log = log;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The rail reads amounts; those of two SHIELDED sides are open to nobody but them. */
  @Override
  public boolean settles(PrivacyLevel level) {
    return level != PrivacyLevel.SHIELDED;
  }

  @Override
  public String name() {
    return "settlement";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    boolean mine = event instanceof TradeAgreed;
    progress.taken(position, mine);
    if (event instanceof TradeAgreed agreed) {
      thread.execute(() -> settle(position, agreed.trade()));
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
    Optional<TradeInstruction> instruction = instruction(trade);
    return instruction.isPresent()
        ? ledger.settle(instruction.get())
        : new SettlementOutcome.Failed(NOT_READABLE, "the rail may not read this trade");
  }

  /** The trade's legs in tokens; empty if neither side lets the rail read its order. */
  private Optional<TradeInstruction> instruction(Trade trade) {
    for (int side = 0; side < trade.sides().size(); side++) {
      Optional<List<Terms>> revealed = reveal(trade.fill(), trade.sides().get(side).terms());
      if (revealed.isPresent()) {
        return Optional.of(instruction(trade, revealed.get(), side));
      }
    }
    return Optional.empty();
  }

  private Optional<List<Terms>> reveal(Handle fill, Handle terms) {
    try {
      return Optional.of(secrets.reveal(List.of(fill, terms), Secrets.SETTLEMENT).join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RevealRefusedException) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private TradeInstruction instruction(Trade trade, List<Terms> revealed, int side) {
    Terms fill = revealed.get(0);
    Terms order = revealed.get(1);
    Instrument instrument = directory.instrument(order.instrument()).orElseThrow();
    List<FirmId> firms = new ArrayList<>(trade.sides().stream().map(Trade.Leg::firm).toList());
    FirmId own = firms.remove(side);
    FirmId other = firms.get(0);
    BigDecimal base = instrument.quantity(fill.lots());
    return new TradeInstruction(
        trade.id(),
        order.sells() ? other : own,
        order.sells() ? own : other,
        instrument.base(),
        instrument.quote(),
        base,
        base.multiply(instrument.price(fill.ticks())));
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
