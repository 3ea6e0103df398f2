package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.MakerAlias;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderExpiry;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;

/**
 * The stage of a story: two desks, three makers that are live, an instrument, noon on a Tuesday.
 * Given commands (with all jobs answered), when one command, then exactly these events.
 */
abstract class VenueStory {
  static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  static final ParticipantId DESK1 = new ParticipantId("DESK1");
  static final ParticipantId DESK2 = new ParticipantId("DESK2");
  static final ParticipantId MAKER1 = new ParticipantId("MAKER1");
  static final ParticipantId MAKER2 = new ParticipantId("MAKER2");
  static final ParticipantId MAKER3 = new ParticipantId("MAKER3");

  /** A maker of DESK1's own firm: never asked by it. */
  static final ParticipantId OWN_MAKER = new ParticipantId("OWNMAKER");

  static final List<ParticipantId> MAKERS = List.of(MAKER1, MAKER2, MAKER3, OWN_MAKER);
  static final FirmId ALPHA = new FirmId("ALPHA");
  static final Duration WINDOW = Duration.ofSeconds(2);
  static final Duration HOLD = Duration.ofSeconds(3);
  static final Duration LIFETIME = Duration.ofSeconds(30);

  /** A command at its time. */
  record Said(Instant at, VenueCommand command) {}

  final Parties parties = new Parties();
  final List<Said> said = new ArrayList<>();
  final List<VenueEvent> everything = new ArrayList<>();
  final List<VenueEvent> heard = new ArrayList<>();
  Instant now = NOON;
  private final Venue venue = new Venue(new VenueState(), VenueLimits.DEFAULT);
  private int operations;

  VenueStory() {
    given(
        add("DESK1", "ALPHA", ParticipantKind.TRADE),
        add("DESK2", "BETA", ParticipantKind.TRADE),
        add("MAKER1", "ONE", ParticipantKind.MAKER),
        add("MAKER2", "TWO", ParticipantKind.MAKER),
        add("MAKER3", "THREE", ParticipantKind.MAKER),
        add("OWNMAKER", "ALPHA", ParticipantKind.MAKER),
        add("DROP1", "ALPHA", ParticipantKind.DROP),
        list("WETH-USDC"));
    MAKERS.forEach(maker -> given(whitelist(maker, true), logon(maker)));
    given(logon(DESK1), logon(DESK2));
    heard.clear();
  }

  // What happens.

  final void given(VenueCommand... commands) {
    for (VenueCommand command : commands) {
      tell(command);
      answerAll();
    }
    heard.clear();
  }

  /** One command; the parties do not answer yet. */
  final void when(VenueCommand command) {
    heard.clear();
    tell(command);
  }

  /** One command, and the parties' answers to the jobs that come of it. */
  final void whenAnswered(VenueCommand command) {
    when(command);
    answerAll();
  }

  /** Time passes; the sequencer tells the venue at each of its deadlines on the way. */
  final void whenPassed(Duration time) {
    heard.clear();
    pass(time);
  }

  final void pass(Duration time) {
    Instant then = now.plus(time);
    Optional<Instant> due = venue.nextDeadline();
    while (due.isPresent() && !due.get().isAfter(then)) {
      now = due.get().isAfter(now) ? due.get() : now;
      tell(new WorldCommand.AdvanceTime());
      assertThat(venue.nextDeadline()).as("a deadline is met once").isNotEqualTo(due);
      due = venue.nextDeadline();
    }
    now = then;
  }

  final void tell(VenueCommand command) {
    List<VenueEvent> events = venue.handle(now, command);
    said.add(new Said(now, command));
    heard.addAll(events);
    everything.addAll(events);
    for (VenueEvent event : events) {
      if (event instanceof JobOrdered job) {
        parties.take(job);
      }
    }
  }

  /** The parties answer the oldest job. */
  final void answer() {
    tell(parties.answer());
  }

  final void answer(JobOutcome instead) {
    tell(parties.answer(instead));
  }

  final void answerAll() {
    while (parties.outstanding() > 0) {
      answer();
    }
  }

  final Venue venue() {
    return venue;
  }

  // What became known.

  /** Exactly this was told since {@code when}, in this order; jobs are not looked at. */
  final void then(String... lines) {
    assertThat(spoken().map(Transcript::line)).containsExactly(lines);
  }

  /** Exactly these events, compared whole; jobs are not looked at. */
  final void then(VenueEvent... events) {
    assertThat(spoken()).containsExactly(events);
  }

  /** Exactly these jobs were ordered since {@code when}. */
  final void thenJobs(String... kinds) {
    assertThat(jobs().map(j -> j.job().getClass().getSimpleName())).containsExactly(kinds);
  }

  final Stream<VenueEvent> spoken() {
    return heard.stream().filter(e -> !(e instanceof JobOrdered));
  }

  final Stream<JobOrdered> jobs() {
    return heard.stream().filter(JobOrdered.class::isInstance).map(JobOrdered.class::cast);
  }

  /** The id under which the last best quote was shown. */
  final String shown() {
    return everything.stream()
        .filter(RequestEvent.QuoteShown.class::isInstance)
        .map(e -> ((RequestEvent.QuoteShown) e).quoteId())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  final OrderEvent.OrderFilled lastFill() {
    return everything.stream()
        .filter(OrderEvent.OrderFilled.class::isInstance)
        .map(OrderEvent.OrderFilled.class::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  // Who says what.

  final Stamp stamp() {
    return new Stamp(now, Optional.empty(), false);
  }

  final Stamp again() {
    return new Stamp(now, Optional.empty(), true);
  }

  static ClientId id(String text) {
    return new ClientId(text);
  }

  final Handle buy(long lots, long ticks) {
    return parties.share(new Parties.Values(1, false, lots, ticks));
  }

  final Handle sell(long lots, long ticks) {
    return parties.share(new Parties.Values(1, true, lots, ticks));
  }

  final RequestCommand.RequestQuotes ask(ParticipantId taker, String requestId, Handle terms) {
    return ask(taker, requestId, terms, stamp(), false);
  }

  final RequestCommand.RequestQuotes ask(
      ParticipantId taker, String requestId, Handle terms, Stamp stamp, boolean twoWay) {
    return new RequestCommand.RequestQuotes(
        taker,
        id(requestId),
        stamp,
        terms,
        twoWay,
        false,
        MAKERS.stream().map(m -> new MakerAlias(m, alias(requestId, m))).toList(),
        List.of(),
        WINDOW,
        HOLD,
        now.plus(LIFETIME),
        PrivacyLevel.COMPLIANT,
        Optional.of(now.plus(WINDOW)),
        false);
  }

  /** The same, to be filled by several makers together. */
  static RequestCommand.RequestQuotes toSeveral(RequestCommand.RequestQuotes c, boolean partial) {
    return new RequestCommand.RequestQuotes(
        c.taker(),
        c.requestId(),
        c.stamp(),
        c.terms(),
        false,
        partial,
        c.aliases(),
        c.only(),
        c.window(),
        c.hold(),
        c.expireTime(),
        c.privacy(),
        c.closes(),
        true);
  }

  static ClientId alias(String requestId, ParticipantId maker) {
    return id(requestId + "_" + maker);
  }

  final RequestCommand.SubmitQuote quote(
      ParticipantId maker, String quoteId, String requestId, Handle... sides) {
    return new RequestCommand.SubmitQuote(
        maker,
        id(quoteId),
        alias(requestId, maker),
        stamp(),
        List.of(sides),
        now.plus(Duration.ofMinutes(1)));
  }

  static RequestCommand.PassRequest noThanks(ParticipantId maker, String requestId) {
    return new RequestCommand.PassRequest(maker, alias(requestId, maker));
  }

  static RequestCommand.WithdrawQuotes withdraw(ParticipantId maker, String quoteId) {
    return new RequestCommand.WithdrawQuotes(maker, Optional.of(id(quoteId)));
  }

  final RequestCommand.AcceptQuote accept(
      ParticipantId taker, String clientId, String quoteId, Handle terms) {
    return new RequestCommand.AcceptQuote(
        taker, id(clientId), quoteId, stamp(), terms, false, OrderNotes.NONE, Optional.empty());
  }

  static RequestCommand.CancelRequest cancelRequest(ParticipantId taker, String requestId) {
    return new RequestCommand.CancelRequest(taker, id(requestId));
  }

  final OrderCommand.SubmitOrder order(ParticipantId who, String clientId, Handle terms) {
    return order(who, clientId, terms, TimeInForce.DAY, Optional.empty(), stamp());
  }

  final OrderCommand.SubmitOrder order(
      ParticipantId who, String clientId, Handle terms, TimeInForce timeInForce) {
    return order(who, clientId, terms, timeInForce, Optional.empty(), stamp());
  }

  final OrderCommand.SubmitOrder goodTill(
      ParticipantId who, String clientId, Handle terms, Instant end) {
    return order(who, clientId, terms, TimeInForce.GOOD_TILL_DATE, Optional.of(end), stamp());
  }

  static OrderCommand.SubmitOrder order(
      ParticipantId who,
      String clientId,
      Handle terms,
      TimeInForce timeInForce,
      Optional<Instant> expireTime,
      Stamp stamp) {
    return new OrderCommand.SubmitOrder(
        who,
        id(clientId),
        stamp,
        terms,
        timeInForce,
        expireTime,
        PrivacyLevel.COMPLIANT,
        OrderNotes.NONE,
        rests(stamp.transactTime(), timeInForce, expireTime));
  }

  /** What the gateway has signed of an order that it received then. */
  static Optional<Instant> rests(
      Instant received, TimeInForce timeInForce, Optional<Instant> expireTime) {
    return OrderLifetime.of(timeInForce) == OrderLifetime.RESTS
        ? Optional.of(OrderExpiry.of(received, expireTime))
        : Optional.empty();
  }

  final OrderCommand.CancelOrder cancel(ParticipantId who, String clientId, String original) {
    return new OrderCommand.CancelOrder(who, id(clientId), id(original), stamp());
  }

  final OrderCommand.ReplaceOrder replace(
      ParticipantId who, String clientId, String original, Handle terms) {
    return new OrderCommand.ReplaceOrder(
        who, id(clientId), id(original), stamp(), terms, Optional.empty(), Optional.empty());
  }

  final OrderCommand.MassCancel cancelAll(ParticipantId who, String clientId) {
    return new OrderCommand.MassCancel(who, id(clientId), stamp(), false);
  }

  static SessionCommand.OpenSession logon(ParticipantId who) {
    return new SessionCommand.OpenSession(who, true);
  }

  static SessionCommand.CloseSession drop(ParticipantId who) {
    return new SessionCommand.CloseSession(who);
  }

  static WorldCommand.SetEngineAvailable engine(boolean available) {
    return new WorldCommand.SetEngineAvailable(available);
  }

  final Operation operation() {
    return new Operation("ops", "op-" + ++operations);
  }

  final OperatorCommand.AddParticipant add(String who, String firm, ParticipantKind kind) {
    return new OperatorCommand.AddParticipant(
        operation(), new ParticipantId(who), new FirmId(firm), kind, PrivacyLevel.COMPLIANT);
  }

  final OperatorCommand.AddInstrument list(String symbol) {
    return new OperatorCommand.AddInstrument(
        operation(),
        symbol,
        "eip155:1",
        "eip155:1/erc20:0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
        new BigDecimal("0.01"),
        new BigDecimal("0.001"),
        PricingRule.MIDPOINT);
  }

  final OperatorCommand.WhitelistMaker whitelist(ParticipantId maker, boolean listed) {
    return new OperatorCommand.WhitelistMaker(operation(), maker, listed);
  }

  final OperatorCommand.SuspendParticipant suspend(ParticipantId who) {
    return new OperatorCommand.SuspendParticipant(operation(), who);
  }

  final OperatorCommand.SwitchTrading halt(boolean cancelOrders) {
    return new OperatorCommand.SwitchTrading(operation(), true, cancelOrders);
  }

  final OperatorCommand.SwitchTrading resume() {
    return new OperatorCommand.SwitchTrading(operation(), false, false);
  }
}
