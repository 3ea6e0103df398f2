package obscura.engine.core.venue;

import static obscura.domain.VenueCode.DUPLICATE_ID;
import static obscura.domain.VenueCode.ENGINE_UNAVAILABLE;
import static obscura.domain.VenueCode.EXPIRY;
import static obscura.domain.VenueCode.FIRM_SUSPENDED;
import static obscura.domain.VenueCode.HALTED;
import static obscura.domain.VenueCode.LOCKED_IN_MATCH;
import static obscura.domain.VenueCode.NONCE;
import static obscura.domain.VenueCode.NOT_ENOUGH_OFFERED;
import static obscura.domain.VenueCode.NOT_PERMITTED;
import static obscura.domain.VenueCode.QUOTE_EXPIRES_TOO_EARLY;
import static obscura.domain.VenueCode.STALE_TIME;
import static obscura.domain.VenueCode.TOO_MANY_REQUESTS;
import static obscura.domain.VenueCode.UNKNOWN_ORDER;
import static obscura.domain.VenueCode.UNKNOWN_QUOTE;
import static obscura.domain.VenueCode.WINDOW_CLOSED;
import static obscura.domain.VenueCode.WRONG_SIDE_OR_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of refusals in their precedence: a message that has every fault from one line
 * downwards is refused for that line.
 */
final class RefusalOrderTest extends VenueStory {
  private static final List<VenueCode> ORDER =
      List.of(
          NOT_PERMITTED,
          FIRM_SUSPENDED,
          DUPLICATE_ID,
          HALTED,
          ENGINE_UNAVAILABLE,
          STALE_TIME,
          NONCE,
          EXPIRY);

  private static final List<VenueCode> REQUEST =
      List.of(
          TOO_MANY_REQUESTS,
          NOT_PERMITTED,
          FIRM_SUSPENDED,
          DUPLICATE_ID,
          HALTED,
          ENGINE_UNAVAILABLE,
          STALE_TIME,
          NONCE,
          EXPIRY,
          NOT_ENOUGH_OFFERED);

  private static final List<VenueCode> QUOTE =
      List.of(
          UNKNOWN_QUOTE,
          FIRM_SUSPENDED,
          NOT_PERMITTED,
          WINDOW_CLOSED,
          QUOTE_EXPIRES_TOO_EARLY,
          WRONG_SIDE_OR_SIZE,
          LOCKED_IN_MATCH,
          DUPLICATE_ID,
          ENGINE_UNAVAILABLE,
          STALE_TIME,
          NONCE);

  private static final List<VenueCode> ACCEPT =
      List.of(
          NOT_PERMITTED,
          FIRM_SUSPENDED,
          DUPLICATE_ID,
          HALTED,
          ENGINE_UNAVAILABLE,
          STALE_TIME,
          NONCE,
          UNKNOWN_QUOTE);

  private static final List<VenueCode> CANCEL =
      List.of(DUPLICATE_ID, STALE_TIME, NONCE, UNKNOWN_ORDER);

  private static final List<VenueCode> REPLACE =
      List.of(
          DUPLICATE_ID,
          STALE_TIME,
          NONCE,
          LOCKED_IN_MATCH,
          FIRM_SUSPENDED,
          HALTED,
          ENGINE_UNAVAILABLE,
          EXPIRY);

  static Stream<List<VenueCode>> orders() {
    return tails(ORDER);
  }

  static Stream<List<VenueCode>> requests() {
    return tails(REQUEST);
  }

  static Stream<List<VenueCode>> quotes() {
    return tails(QUOTE);
  }

  static Stream<List<VenueCode>> accepts() {
    return tails(ACCEPT);
  }

  static Stream<List<VenueCode>> cancels() {
    return tails(CANCEL);
  }

  static Stream<List<VenueCode>> replaces() {
    return tails(REPLACE);
  }

  private static Stream<List<VenueCode>> tails(List<VenueCode> table) {
    return IntStream.range(0, table.size()).mapToObj(i -> table.subList(i, table.size()));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void newOrders(List<VenueCode> faults) {
    ParticipantId who = permitted(faults, DESK1);
    useUp(who, "x");
    world(faults, who);
    var expire = faults.contains(EXPIRY) ? Optional.of(now) : Optional.<java.time.Instant>empty();
    when(order(who, fresh(faults, "x"), buy(1, 1), TimeInForce.DAY, expire, stamp(faults)));
    refusedFor(faults);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requests(List<VenueCode> faults) {
    ParticipantId who = permitted(faults, DESK1);
    given(numbered(who, "n", 5), ask(who, "x", buy(1, 0)));
    for (int i = 0; faults.contains(TOO_MANY_REQUESTS) && i < 50; i++) {
      given(ask(DESK1, "r" + i, buy(1, 0)));
    }
    ParticipantId asks = faults.contains(TOO_MANY_REQUESTS) ? DESK1 : who;
    world(faults.contains(TOO_MANY_REQUESTS) ? without(faults, HALTED) : faults, asks);
    var all = ask(asks, fresh(faults, "x"), buy(1, 0));
    when(
        new RequestCommand.RequestQuotes(
            asks,
            all.requestId(),
            stamp(faults),
            all.terms(),
            false,
            false,
            faults.contains(NOT_ENOUGH_OFFERED) ? List.of() : all.aliases(),
            List.of(),
            WINDOW,
            HOLD,
            faults.contains(EXPIRY) ? now : all.expireTime(),
            all.privacy(),
            all.closes(),
            false));
    refusedFor(faults);
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void quotes(List<VenueCode> faults) {
    given(ask(DESK1, "r0", buy(10, 0)), ask(DESK1, "r1", buy(10, 0)));
    given(numbered(MAKER1, "n", 5), quote(MAKER1, "x", "r0", sell(10, 9)));
    if (faults.contains(LOCKED_IN_MATCH)) {
      tell(quote(MAKER1, "y", "r1", sell(10, 9)));
    }
    if (faults.contains(NOT_PERMITTED)) {
      tell(whitelist(MAKER1, false));
    }
    world(faults, MAKER1);
    if (faults.contains(WINDOW_CLOSED)) {
      pass(WINDOW);
    }
    Handle[] sides =
        faults.contains(WRONG_SIDE_OR_SIZE)
            ? new Handle[] {sell(10, 9), buy(10, 8)}
            : new Handle[] {sell(10, 9)};
    var asked = faults.contains(UNKNOWN_QUOTE) ? "r9" : "r1";
    when(
        new RequestCommand.SubmitQuote(
            MAKER1,
            id(fresh(faults, "x")),
            alias(asked, MAKER1),
            stamp(faults),
            List.of(sides),
            faults.contains(QUOTE_EXPIRES_TOO_EARLY) ? now : now.plusSeconds(60)));
    refusedFor(faults);
  }

  @ParameterizedTest
  @MethodSource("accepts")
  void accepts(List<VenueCode> faults) {
    ParticipantId who = permitted(faults, DESK1);
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    useUp(who, "x");
    world(faults, who);
    String quoteId = faults.contains(UNKNOWN_QUOTE) ? "Q99" : shown();
    when(
        new RequestCommand.AcceptQuote(
            who,
            id(fresh(faults, "x")),
            quoteId,
            stamp(faults),
            buy(10, 105),
            false,
            OrderNotes.NONE,
            Optional.empty()));
    refusedFor(faults);
  }

  @ParameterizedTest
  @MethodSource("cancels")
  void cancels(List<VenueCode> faults) {
    useUp(DESK1, "x");
    String original = faults.contains(UNKNOWN_ORDER) ? "zz" : "x";
    when(new OrderCommand.CancelOrder(DESK1, id(fresh(faults, "x")), id(original), stamp(faults)));
    refusedFor(faults);
  }

  @ParameterizedTest
  @MethodSource("replaces")
  void replaces(List<VenueCode> faults) {
    useUp(DESK1, "x");
    if (faults.contains(LOCKED_IN_MATCH)) {
      tell(cancel(DESK1, "c", "x"));
    }
    world(faults, DESK1);
    when(
        new OrderCommand.ReplaceOrder(
            DESK1,
            id(fresh(faults, "x")),
            id("x"),
            stamp(faults),
            buy(2, 2),
            faults.contains(EXPIRY) ? Optional.of(now) : Optional.empty(),
            Optional.empty()));
    refusedFor(faults);
  }

  // The faults.

  private static ParticipantId permitted(List<VenueCode> faults, ParticipantId who) {
    return faults.contains(NOT_PERMITTED) ? new ParticipantId("DROP1") : who;
  }

  private void useUp(ParticipantId who, String clientId) {
    given(numbered(who, clientId, 5));
  }

  private OrderCommand.SubmitOrder numbered(ParticipantId who, String clientId, long nonce) {
    var stamp = new Stamp(now, Optional.of(nonce), false);
    return order(who, clientId, buy(1, 1), TimeInForce.DAY, Optional.empty(), stamp);
  }

  /** The faults that lie with the venue. */
  private void world(List<VenueCode> faults, ParticipantId who) {
    if (faults.contains(FIRM_SUSPENDED)) {
      tell(suspend(who));
    }
    if (faults.contains(HALTED)) {
      tell(halt(false));
    }
    if (faults.contains(ENGINE_UNAVAILABLE)) {
      tell(engine(false));
    }
  }

  private static List<VenueCode> without(List<VenueCode> faults, VenueCode fault) {
    return faults.stream().filter(f -> f != fault).toList();
  }

  private static String fresh(List<VenueCode> faults, String used) {
    return faults.contains(DUPLICATE_ID) ? used : "fresh";
  }

  private Stamp stamp(List<VenueCode> faults) {
    return new Stamp(
        faults.contains(STALE_TIME) ? now.minus(Duration.ofHours(1)) : now,
        Optional.of(faults.contains(NONCE) ? 5L : 6L),
        false);
  }

  private void refusedFor(List<VenueCode> faults) {
    assertThat(spoken().flatMap(e -> refusal(e).stream())).containsExactly(faults.get(0));
    thenJobs();
  }

  private static Optional<VenueCode> refusal(VenueEvent event) {
    return switch (event) {
      case OrderEvent.OrderRefused e -> e.code();
      case OrderEvent.CancelRefused e -> e.code();
      case RequestEvent.RequestRefused e -> e.code();
      case RequestEvent.QuoteReported e -> e.code();
      default -> Optional.empty();
    };
  }
}
