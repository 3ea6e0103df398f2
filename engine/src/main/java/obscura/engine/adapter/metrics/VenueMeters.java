package obscura.engine.adapter.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import obscura.domain.ClientId;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;
import obscura.engine.port.EventConsumer;

/**
 * Counts what the core decides, from this start on (requirement 15.5): how long makers take to
 * quote, what share of requests and orders deals, how settlement ends. One thread tells it of
 * events; any may read the registry.
 */
public final class VenueMeters implements EventConsumer {
  /** Invitations remembered at most; the oldest are forgotten first. */
  private static final int INVITATIONS_MAX = 100_000;

  private final MeterRegistry registry;
  private final LongSupplier lastBefore;
  private final Timer quoteTime;
  private final AtomicInteger loggedOn;
  private final AtomicInteger engineAvailable;
  private final AtomicInteger halted;
  private final Map<ClientId, Instant> asked =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientId, Instant> eldest) {
          return size() > INVITATIONS_MAX;
        }
      };

  /**
   * Meters in a registry.
   *
   * @param lastBefore the last event of the time before this start, which is not counted again
   */
  public VenueMeters(MeterRegistry registry, LongSupplier lastBefore) {
    this.registry = registry;
    this.lastBefore = lastBefore;
    this.quoteTime =
        Timer.builder("obscura.quote.response")
            .description("from the question to a maker to its valid quote")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
    this.loggedOn = registry.gauge("obscura.sessions.logged.on", new AtomicInteger());
    this.engineAvailable = registry.gauge("obscura.mpc.available", new AtomicInteger(1));
    this.halted = registry.gauge("obscura.trading.halted", new AtomicInteger());
  }

  @Override
  public String name() {
    return "metrics";
  }

  /** Counts start anew with the venue, so nothing is ever finished for good. */
  @Override
  public long finished() {
    return 0;
  }

  @Override
  public void accept(long position, VenueEvent event) {
    if (event instanceof AccessEvent changed) {
      gauge(position, changed);
    }
    if (position <= lastBefore.getAsLong()) {
      return;
    }
    switch (event) {
      case RequestEvent e -> count(e);
      case OrderEvent e -> count(e);
      case TradeEvent e -> count(e);
      case WorkEvent.JobOrdered e ->
          count("obscura.jobs.ordered", "kind", e.job().getClass().getSimpleName());
      case AccessEvent.AlertRaised e -> count("obscura.compliance.alerts", "kind", lower(e.kind()));
      default -> {}
    }
  }

  /** What stands is told anew at each start, as position 0 or as events that come again. */
  private void gauge(long position, AccessEvent event) {
    switch (event) {
      case AccessEvent.EngineChanged e -> engineAvailable.set(e.available() ? 1 : 0);
      case AccessEvent.TradingSwitched e -> halted.set(e.halted() ? 1 : 0);
      case AccessEvent.SessionChanged e when position > lastBefore.getAsLong() ->
          loggedOn.addAndGet(e.open() ? 1 : -1);
      default -> {}
    }
  }

  private void count(RequestEvent event) {
    switch (event) {
      case RequestEvent.RequestOpened e -> count("obscura.requests", "state", "opened");
      case RequestEvent.RequestRefused e -> count("obscura.requests", "state", "refused");
      case RequestEvent.RequestEnded e -> count("obscura.requests", "state", lower(e.end()));
      case RequestEvent.MakerAsked e -> asked.put(e.alias(), e.at());
      case RequestEvent.QuoteReported e -> quoted(e);
      case RequestEvent.MakerPassed e -> {
        asked.remove(e.alias());
        count("obscura.quotes", "state", "passed");
      }
      case RequestEvent.MakerReleased e -> asked.remove(e.alias());
      case RequestEvent.QuoteShown e -> count("obscura.quotes", "state", "shown");
      case RequestEvent.QuoteStatusAnswered e -> {}
    }
  }

  private void quoted(RequestEvent.QuoteReported event) {
    count("obscura.quotes", "state", lower(event.status()));
    Optional<Instant> since = event.alias().map(asked::remove);
    if (event.status() == QuoteStatus.ACCEPTED) {
      since.ifPresent(at -> quoteTime.record(Duration.between(at, event.at())));
    }
  }

  private void count(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderReported e when e.type() != ReportType.STATUS ->
          count("obscura.orders", "state", lower(e.type()));
      case OrderEvent.OrderFilled e -> count("obscura.orders", "state", "filled");
      case OrderEvent.OrderRefused e -> count("obscura.orders", "state", "refused");
      case OrderEvent.CancelRefused e -> count("obscura.orders", "state", "cancel_refused");
      case OrderEvent.MessageRefused e ->
          count("obscura.messages.refused", "code", e.code().name());
      default -> {}
    }
  }

  private void count(TradeEvent event) {
    switch (event) {
      case TradeEvent.TradeAgreed e ->
          count("obscura.trades", "origin", e.trade().rfq().isPresent() ? "rfq" : "dark");
      case TradeEvent.SettlementAdvanced e ->
          count("obscura.settlement", "state", lower(e.trade().settlement()));
      case TradeEvent.SettlementRetried e -> count("obscura.settlement", "state", "retried");
      case TradeEvent.TradeBusted e -> count("obscura.settlement", "state", "busted");
    }
  }

  private void count(String name, String tag, String value) {
    registry.counter(name, tag, value).increment();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
