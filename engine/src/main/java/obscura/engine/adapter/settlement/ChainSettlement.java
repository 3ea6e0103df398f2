package obscura.engine.adapter.settlement;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ChainFacts;
import obscura.engine.core.Trade;
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
import obscura.settlement.mirror.VaultMirror;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.OrderCheck;
import obscura.settlement.service.port.SettlementListener;
import obscura.settlement.service.port.SettlementStore.Acceptance;
import obscura.settlement.service.port.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands trades to the settlement service of a chain, and what the service says of them to the log.
 * A trade is done here when its last state is in the log; until then it comes again at each start,
 * and the service knows it.
 */
public final class ChainSettlement
    implements EventConsumer, SettlementRail, SettlementListener, OrderCheck, AutoCloseable {
  /** SettlFailCode(20036): the rail may not read the amounts of this trade. */
  private static final int NOT_READABLE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(ChainSettlement.class);
  private static final long CLOSE_SECONDS_MAX = 5;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(200);

  private final TradeReading trades;
  private final boolean readsAmounts;
  private final CommandLog log;
  private volatile String chainName = "";

  /** Nothing stays behind: a development rail would settle again what it forgot with its chain. */
  private final Progress progress = new Progress();

  private final Map<TradeId, Open> open = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("settlement").unstarted(task));
  private final ChainDesk desk = new ChainDesk(thread, this::service);
  private volatile Optional<VaultMirror> mirror = Optional.empty();
  private volatile @Nullable SettlementService service;

  private record Open(long position, Trade trade) {}

  /** For a rail that reads amounts. Waits for {@link #start}. */
  public ChainSettlement(Secrets secrets, Directory directory, CommandLog log) {
    this(new Instructions(secrets, directory), true, log);
  }

  /** For a rail whose parties have the amounts: it settles what nobody may read. */
  public static ChainSettlement shared(TradeReading trades, CommandLog log) {
    return new ChainSettlement(trades, false, log);
  }

  private ChainSettlement(TradeReading trades, boolean readsAmounts, CommandLog log) {
    this.trades = trades;
    this.readsAmounts = readsAmounts;
    this.log = log;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  /**
   * Begins to work with a service, which tells this object what it does. Before any event.
   *
   * @param name what reports call the chain
   */
  public void start(SettlementService settles, String name) {
    start(settles, name, new Pulse(settles::tick, TICK));
  }

  /**
   * What is done again and again.
   *
   * @param work ticks the service, and whatever has to be on the same thread
   * @param pause from the end of one to the next
   */
  public record Pulse(Runnable work, Duration pause) {}

  /** As {@link #start(SettlementService, String)}, with another pulse than the service's tick. */
  public void start(SettlementService settles, String name, Pulse pulse) {
    chainName = name;
    service = settles;
    long pause = pulse.pause().toMillis();
    thread.scheduleWithFixedDelay(() -> tick(pulse.work()), pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Every trade that becomes final is booked there first. Before {@link #start}. */
  public void follow(VaultMirror booksFinalTrades) {
    mirror = Optional.of(booksFinalTrades);
  }

  private SettlementService service() {
    return Objects.requireNonNull(service, "start comes before events");
  }

  private static void tick(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.error("ALERT settlement: {}", failed.toString(), failed);
    }
  }

  /** Amounts of two SHIELDED sides are open to nobody but them. */
  @Override
  public boolean settles(PrivacyLevel level) {
    return !readsAmounts || level != PrivacyLevel.SHIELDED;
  }

  @Override
  public String name() {
    return "settlement";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    boolean mine = event instanceof TradeAgreed || event instanceof SettlementRetried;
    progress.taken(position, mine);
    if (event instanceof TradeAgreed agreed) {
      open.put(agreed.trade().id(), new Open(position, agreed.trade()));
      thread.execute(() -> take(agreed.trade()));
    }
    if (event instanceof SettlementRetried retried) {
      thread.execute(() -> retake(position, retried.trade()));
    }
  }

  /**
   * The attempt before is over, so its event is done; a service that lost the trade takes it anew.
   */
  private void retake(long position, Trade trade) {
    Open before = open.put(trade.id(), new Open(position, trade));
    if (before != null && before.position() != position) {
      progress.done(before.position());
    }
    try {
      Optional<TradeState> now = service().interventions().retry(trade.id(), trade.reports());
      if (now.isEmpty()) {
        take(trade);
      }
      now.filter(TradeState::isFinal).ifPresent(last -> done(trade.id()));
    } catch (RuntimeException failed) {
      LOG.warn("{} is taken up later: {}", trade.id(), failed.getClass().getName());
      if (!thread.isShutdown()) {
        thread.schedule(() -> retake(position, trade), RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** What operators ask of this rail. */
  public SettlementDesk desk() {
    return desk;
  }

  @Override
  public long finished() {
    return progress.finished();
  }

  private void take(Trade trade) {
    try {
      Optional<TradeState> known = service().state(trade.id());
      if (known.isPresent()) {
        // Its last notice may have been taken before: then nothing more will be told.
        known.filter(TradeState::isFinal).ifPresent(last -> done(trade.id()));
        return;
      }
      Optional<Instruction> found = trades.of(trade);
      if (found.isEmpty()) {
        log.submit(new RecordSettlement(trade.id(), SettlementState.FAILED, NOT_READABLE))
            .thenRun(() -> done(trade.id()));
      } else {
        submit(trade.id(), found.get());
      }
    } catch (RuntimeException failed) {
      LOG.warn("settlement of {} is tried again: {}", trade.id(), failed.getClass().getName());
      if (!thread.isShutdown()) {
        thread.schedule(() -> take(trade), RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void submit(TradeId id, Instruction found) {
    Acceptance acceptance = service().submit(found);
    switch (acceptance) {
      case NEW -> LOG.info("{} goes to {}", id, chainName);
      case REPEATED -> service().state(id).filter(TradeState::isFinal).ifPresent(last -> done(id));
      case CONFLICT -> LOG.error("ALERT settlement knows another trade {}", id);
    }
  }

  /** On the service's thread; the notice counts as taken when its command is carried out. */
  @Override
  public void settlement(Notice notice) {
    if (notice.state() == SettlementState.FINAL) {
      mirror.ifPresent(books -> books.settled(notice.trade(), service().transfers(notice.trade())));
    }
    ChainFacts facts =
        new ChainFacts(
            chainName,
            notice.transaction().map(Object::toString).orElse(""),
            notice.place().block(),
            notice.place().confirmations(),
            notice.needed());
    log.submit(
            new RecordSettlement(
                notice.trade(), notice.state(), notice.reason().code(), Optional.of(facts)))
        .join();
    if (notice.state().isFinal()) {
      done(notice.trade());
    }
  }

  /** Reads the orders again, right before the service signs. */
  @Override
  public boolean equalsOrders(Instruction instruction) {
    Open one = open.get(instruction.id());
    if (one == null) {
      throw new UnavailableException(instruction.id() + " was not told in this run yet");
    }
    try {
      return trades.of(one.trade()).filter(instruction::equals).isPresent();
    } catch (CompletionException away) {
      throw new UnavailableException("the parties do not answer", away);
    }
  }

  private void done(TradeId id) {
    Open one = open.remove(id);
    if (one != null) {
      progress.done(one.position());
    }
  }

  /** Lets the step under way come to its end; the rest goes on after a restart. */
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
