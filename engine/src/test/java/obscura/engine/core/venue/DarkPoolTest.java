package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.domain.TimeInForce;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.ReferencePrice;
import obscura.engine.core.ReportType;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.Stamp;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import org.junit.jupiter.api.Test;

/** Rules of engagement 4: orders that nobody sees, from the first report to the last. */
final class DarkPoolTest extends VenueStory {
  @Test
  void nothingIsToldOfAnOrderUntilThePartiesHaveIt() {
    Handle terms = buy(10, 100);
    when(order(DESK1, "o1", terms));
    then(new String[0]);
    assertThat(jobs().map(JobOrdered::job))
        .containsExactly(new Job.AddOrder(terms, ALPHA, 1, OrderLifetime.RESTS, List.of(1L)));
  }

  @Test
  void twoOrdersMeetAndEachOwnerHearsOfItsOwnFill() {
    Handle buys = buy(10, 100);
    Handle sells = sell(10, 99);
    given(order(DESK1, "o1", buys));
    whenAnswered(order(DESK2, "o2", sells));

    Handle fill = parties.dealt.keySet().iterator().next();
    Order resting = order(1, DESK1, "ALPHA", "o1", buys, OrderStatus.FILLED, fill);
    Order entered = order(2, DESK2, "BETA", "o2", sells, OrderStatus.ACTIVE);
    Order incoming = order(2, DESK2, "BETA", "o2", sells, OrderStatus.FILLED, fill);
    var trade =
        new Trade(
            new TradeId(1),
            now,
            fill,
            PrivacyLevel.COMPLIANT,
            Optional.empty(),
            List.of(leg(incoming, 3), leg(resting, 4)),
            SettlementState.MATCHED,
            0,
            0);
    then(
        new OrderEvent.OrderReported(
            now,
            entered,
            ReportType.NEW,
            new ExecId(2),
            id("o2"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new OrderEvent.OrderFilled(now, incoming, new ExecId(3), new TradeId(1)),
        new OrderEvent.OrderFilled(now, resting, new ExecId(4), new TradeId(1)),
        new TradeEvent.TradeAgreed(now, trade));
  }

  private static Order order(
      long number,
      ParticipantId who,
      String firm,
      String clientId,
      Handle terms,
      OrderStatus status,
      Handle... fills) {
    return new Order(
        new OrderId(number),
        who,
        new obscura.domain.FirmId(firm),
        id(clientId),
        false,
        terms,
        TimeInForce.DAY,
        Optional.empty(),
        PrivacyLevel.COMPLIANT,
        status,
        List.of(fills),
        OrderNotes.NONE,
        List.of());
  }

  private static Trade.Leg leg(Order order, long exec) {
    return new Trade.Leg(
        order.participant(),
        order.firm(),
        order.id(),
        order.clientId(),
        order.terms(),
        new ExecId(exec));
  }

  @Test
  void aPartialFillRestsAndIsFilledLater() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(order(DESK2, "o2", sell(4, 100)));
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=1 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0");
    whenAnswered(order(DESK2, "o3", sell(9, 100)));
    then(
        "DESK2 < 8 150=0 39=0 11=o3",
        "DESK2 < 8 150=F 39=1 11=o3 527=T2",
        "DESK1 < 8 150=F 39=2 11=o1 527=T2",
        "DESK2 DESK1 < AE 487=0 880=T2 20030=0");
  }

  @Test
  void theStricterPrivacyOfTheTwoGovernsTheTrade() {
    var plain = order(DESK1, "o1", buy(10, 100));
    given(
        new OrderCommand.SubmitOrder(
            DESK1,
            plain.clientId(),
            stamp(),
            plain.terms(),
            TimeInForce.DAY,
            Optional.empty(),
            PrivacyLevel.SHIELDED,
            OrderNotes.NONE,
            plain.rests()));
    whenAnswered(order(DESK2, "o2", sell(10, 100)));
    assertThat(spoken().filter(TradeEvent.class::isInstance).map(e -> ((TradeEvent) e).trade()))
        .extracting(Trade::privacy)
        .containsExactly(PrivacyLevel.SHIELDED);
  }

  @Test
  void theRestOfAnImmediateOrderIsCancelled() {
    given(order(DESK1, "o1", buy(4, 100)));
    whenAnswered(order(DESK2, "o2", sell(10, 100), TimeInForce.IMMEDIATE_OR_CANCEL));
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=1 11=o2 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0",
        "DESK2 < 8 150=4 39=4 11=o2 20040=408");
  }

  @Test
  void fillOrKillTakesAllOrNothing() {
    given(order(DESK1, "o1", buy(4, 100)));
    whenAnswered(order(DESK2, "o2", sell(5, 100), TimeInForce.FILL_OR_KILL));
    then("DESK2 < 8 150=0 39=0 11=o2", "DESK2 < 8 150=4 39=4 11=o2 20040=408");
    whenAnswered(order(DESK2, "o3", sell(4, 100), TimeInForce.FILL_OR_KILL));
    then(
        "DESK2 < 8 150=0 39=0 11=o3",
        "DESK2 < 8 150=F 39=2 11=o3 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0");
  }

  @Test
  void anOrderThatThePartiesRefuseIsAnsweredByTheirReason() {
    whenAnswered(order(DESK1, "o1", buy(0, 100)));
    then("DESK1 < 8 150=8 39=8 11=o1 by the parties");
    whenAnswered(new OrderCommand.QueryOrder(DESK1, id("o1"), Optional.of("s1")));
    then("DESK1 < 8 150=I 39=8 11=o1 790=s1");
  }

  @Test
  void dayOrdersEndAtTwentyHours() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenPassed(Duration.ofHours(8).minusMillis(1));
    then(new String[0]);
    whenPassed(Duration.ofMillis(1));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=o1");
  }

  @Test
  void aDayOrderOfTheLastSecondEndsWithItsDayHoweverLateThePartiesAnswer() {
    pass(Duration.ofHours(8).minusSeconds(1));
    when(order(DESK1, "o1", buy(10, 100)));
    whenPassed(Duration.ofSeconds(2));
    answerAll();
    then("DESK1 < 8 150=0 39=0 11=o1", "DESK1 < 8 150=C 39=C 11=o1");
  }

  @Test
  void anOrderOfTheEveningLivesUntilTheNextDaysEnd() {
    pass(Duration.ofHours(8));
    given(order(DESK1, "o1", buy(10, 100)));
    whenPassed(Duration.ofHours(24).minusMillis(1));
    then(new String[0]);
    whenPassed(Duration.ofMillis(1));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=o1");
  }

  @Test
  void goodTillDateEndsAtItsTime() {
    Instant end = now.plus(Duration.ofDays(3)).plusMillis(17);
    given(goodTill(DESK1, "o1", buy(10, 100), end));
    whenPassed(Duration.ofDays(3));
    then(new String[0]);
    whenPassed(Duration.ofMillis(17));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=o1");
  }

  @Test
  void aFillThatWasOnItsWayWinsAgainstTheExpiry() {
    given(order(DESK1, "o1", buy(10, 100)));
    now = now.plus(Duration.ofHours(8)).minusMillis(1);
    when(order(DESK2, "o2", sell(10, 100)));
    whenPassed(Duration.ofMillis(1));
    answerAll();
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0");
  }

  @Test
  void goodTillDateNeedsATimeWithinThirtyDaysAndOthersNone() {
    Handle terms = buy(10, 100);
    TimeInForce gtd = TimeInForce.GOOD_TILL_DATE;
    int n = 0;
    for (Optional<Instant> end :
        List.of(
            Optional.<Instant>empty(),
            Optional.of(now),
            Optional.of(now.plus(Duration.ofDays(30)).plusMillis(1)))) {
      String name = "o" + ++n;
      whenAnswered(order(DESK1, name, terms, gtd, end, stamp()));
      then("DESK1 < 8 150=8 39=8 11=" + name + " 20040=404");
    }
    whenAnswered(
        order(DESK1, "d1", terms, TimeInForce.DAY, Optional.of(now.plusSeconds(9)), stamp()));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=404");
    whenAnswered(goodTill(DESK1, "g1", terms, now.plus(Duration.ofDays(30))));
    then("DESK1 < 8 150=0 39=0 11=g1");
  }

  // Cancels.

  @Test
  void aRestingOrderIsCancelled() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(cancel(DESK1, "c1", "o1"));
    then("DESK1 < 8 150=4 39=4 11=c1 41=o1");
    thenJobs("RemoveOrder");
  }

  @Test
  void whatACancelNamesMustBeKnownOpenAndItsOwn() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(cancel(DESK1, "c1", "zz"));
    then("DESK1 < 9 434=1 11=c1 41=zz 39=8 102=1 20040=501");
    whenAnswered(cancel(DESK2, "c1", "o1"));
    then("DESK2 < 9 434=1 11=c1 41=o1 39=8 102=1 20040=501");
    whenAnswered(cancel(DESK1, "o1", "o1"));
    then("DESK1 < 9 434=1 11=o1 41=o1 39=0 102=6 20040=407");
    given(cancel(DESK1, "c2", "o1"));
    whenAnswered(cancel(DESK1, "c3", "o1"));
    then("DESK1 < 9 434=1 11=c3 41=o1 39=4 102=0");
  }

  @Test
  void oneChangeAtATime() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(cancel(DESK1, "c1", "o1"));
    when(replace(DESK1, "g1", "o1", buy(5, 100)));
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=3 20040=502");
    when(cancel(DESK1, "c2", "o1"));
    then("DESK1 < 9 434=1 11=c2 41=o1 39=0 102=3 20040=502");
  }

  @Test
  void aCancelDuringAMatchIsPendingAndThenTooLate() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(order(DESK2, "o2", sell(10, 100)));
    when(cancel(DESK1, "c1", "o1"));
    then("DESK1 < 8 150=6 39=0 11=c1 41=o1");
    heard.clear();
    answerAll();
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0",
        "DESK1 < 9 434=1 11=c1 41=o1 39=2 102=0");
  }

  @Test
  void aCancelDuringAMatchThatFillsAPartCancelsTheRest() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(order(DESK2, "o2", sell(4, 100)));
    when(cancel(DESK1, "c1", "o1"));
    heard.clear();
    answerAll();
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=1 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0",
        "DESK1 < 8 150=4 39=4 11=c1 41=o1");
  }

  @Test
  void anOrderIsCancelledBeforeThePartiesHaveIt() {
    when(order(DESK1, "o1", buy(10, 100)));
    when(cancel(DESK1, "c1", "o1"));
    then("DESK1 < 8 150=6 39=A 11=c1 41=o1");
    heard.clear();
    answerAll();
    then("DESK1 < 8 150=0 39=0 11=o1", "DESK1 < 8 150=4 39=4 11=c1 41=o1");
  }

  @Test
  void aCancelWithoutTheEngineWaitsAndSaysSo() {
    given(order(DESK1, "o1", buy(10, 100)), engine(false));
    when(cancel(DESK1, "c1", "o1"));
    then("DESK1 < 8 150=6 39=0 11=c1 41=o1");
    heard.clear();
    tell(engine(true));
    answerAll();
    then("all < engine back", "DESK1 < 8 150=4 39=4 11=c1 41=o1");
  }

  // Replaces.

  @Test
  void aReplaceThatKeepsItsPlace() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(replace(DESK1, "g1", "o1", buy(6, 100)));
    then("DESK1 < 8 150=5 39=0 11=g1 41=o1");
    whenAnswered(order(DESK2, "o2", sell(10, 100)));
    assertThat(spoken().map(Transcript::line)).contains("DESK1 < 8 150=F 39=2 11=g1 527=T1");
  }

  @Test
  void aReplacedOrderMayMatchAtOnce() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", sell(4, 105)));
    whenAnswered(replace(DESK1, "g1", "o1", buy(10, 105)));
    then(
        "DESK1 < 8 150=5 39=0 11=g1 41=o1",
        "DESK1 < 8 150=F 39=1 11=g1 527=T1",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 DESK2 < AE 487=0 880=T1 20030=0");
  }

  @Test
  void aReplaceToWhatIsFilledEndsTheOrder() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", sell(4, 100)));
    whenAnswered(replace(DESK1, "g1", "o1", buy(4, 100)));
    then("DESK1 < 8 150=4 39=4 11=g1 41=o1");
  }

  @Test
  void aReplaceThatThePartiesRefuseLeavesTheOrder() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(replace(DESK1, "g1", "o1", sell(10, 100)));
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=99");
    whenAnswered(replace(DESK1, "g2", "o1", buy(9, 100)));
    then("DESK1 < 8 150=5 39=0 11=g2 41=o1");
  }

  @Test
  void aReplaceDuringAMatchIsPendingAndThenTooLate() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(order(DESK2, "o2", sell(10, 100)));
    when(replace(DESK1, "g1", "o1", buy(20, 100)));
    then("DESK1 < 8 150=E 39=0 11=g1 41=o1");
    heard.clear();
    answerAll();
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0",
        "DESK1 < 9 434=2 11=g1 41=o1 39=2 102=0");
  }

  @Test
  void theConnectionEndsDuringAReplace() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(replace(DESK1, "g1", "o1", buy(20, 100)));
    when(drop(DESK1));
    then("(DESK1 off)");
    thenJobs();
    answer();
    then("(DESK1 off)", "DESK1 < 8 150=5 39=0 11=g1 41=o1");
    thenJobs("RemoveOrder");
    heard.clear();
    answerAll();
    then("DESK1 < 8 150=4 39=4 11=g1 20040=901");
  }

  @Test
  void theConnectionEndsDuringAReplaceThatIsRefused() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(replace(DESK1, "g1", "o1", sell(20, 100)));
    when(drop(DESK1));
    heard.clear();
    answerAll();
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=99", "DESK1 < 8 150=4 39=4 11=o1 20040=901");
  }

  @Test
  void aReplaceMovesTheExpiry() {
    given(goodTill(DESK1, "o1", buy(10, 100), now.plusSeconds(100)));
    given(until("g1", "o1", now.plusSeconds(200)));
    whenPassed(Duration.ofSeconds(150));
    then(new String[0]);
    whenPassed(Duration.ofSeconds(50));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=g1");
  }

  @Test
  void aReplaceBeforeTheExpiryMovesItEvenIfThePartiesAnswerAfterIt() {
    given(goodTill(DESK1, "o1", buy(10, 100), now.plusSeconds(100)));
    when(until("g1", "o1", now.plusSeconds(200)));
    whenPassed(Duration.ofSeconds(150));
    answerAll();
    then("DESK1 < 8 150=5 39=0 11=g1 41=o1");
    whenPassed(Duration.ofSeconds(50));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=g1");
  }

  private OrderCommand.ReplaceOrder until(String clientId, String original, Instant end) {
    return new OrderCommand.ReplaceOrder(
        DESK1,
        id(clientId),
        id(original),
        stamp(),
        buy(10, 100),
        Optional.of(end),
        Optional.empty());
  }

  @Test
  void aReplacementHasTheLevelOfItsOrderAndMayNameNoOther() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(levelled("g1", PrivacyLevel.TRANSPARENT));
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=99 20040=205");
    assertThat(((OrderEvent.CancelRefused) heard.getFirst()).detail())
        .isEqualTo("20007 is not the level of the order");
    whenAnswered(levelled("g2", PrivacyLevel.COMPLIANT));
    then("DESK1 < 8 150=5 39=0 11=g2 41=o1");
  }

  private OrderCommand.ReplaceOrder levelled(String clientId, PrivacyLevel level) {
    return new OrderCommand.ReplaceOrder(
        DESK1, id(clientId), id("o1"), stamp(), buy(9, 100), Optional.empty(), Optional.of(level));
  }

  @Test
  void aReplaceWithABadExpiryChangesNothing() {
    given(goodTill(DESK1, "o1", buy(10, 100), now.plusSeconds(100)), order(DESK1, "o2", buy(1, 1)));
    whenAnswered(until("g1", "o1", now));
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=99 20040=404");
    whenAnswered(until("g2", "o2", now.plusSeconds(9)));
    then("DESK1 < 9 434=2 11=g2 41=o2 39=0 102=99 20040=404");
  }

  @Test
  void aReplaceIsNewBusinessAndStopsWhenNewBusinessDoes() {
    given(order(DESK1, "o1", buy(10, 100)), engine(false));
    whenAnswered(replace(DESK1, "g1", "o1", buy(5, 100)));
    then("DESK1 < 9 434=2 11=g1 41=o1 39=0 102=99 20040=100");
    given(engine(true), halt(false));
    whenAnswered(replace(DESK1, "g2", "o1", buy(50, 200)));
    then("DESK1 < 9 434=2 11=g2 41=o1 39=0 102=99 20040=102");
    given(resume(), suspend(DESK1));
    whenAnswered(replace(DESK1, "g3", "o1", buy(50, 200)));
    then("DESK1 < 9 434=2 11=g3 41=o1 39=0 102=99 20040=206");
    whenAnswered(cancel(DESK1, "c1", "o1"));
    then("DESK1 < 8 150=4 39=4 11=c1 41=o1");
  }

  // Many at once.

  @Test
  void massCancelEndsAllOrdersOfItsOwner() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(5, 90)));
    given(order(DESK2, "o3", buy(5, 90)));
    whenAnswered(cancelAll(DESK1, "q1"));
    then("DESK1 < r 11=q1 533=2", "DESK1 < 8 150=4 39=4 11=o1", "DESK1 < 8 150=4 39=4 11=o2");
    whenAnswered(cancelAll(DESK1, "q2"));
    then("DESK1 < r 11=q2 533=0");
    whenAnswered(cancelAll(DESK1, "q2"));
    then("DESK1 < r 11=q2 533=0 20040=407");
  }

  @Test
  void massCancelInOneInstrumentAsksTheGatewayWhichThoseAre() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(5, 90)));
    given(order(DESK2, "o3", buy(1, 1)));
    when(new OrderCommand.MassCancel(DESK1, id("q1"), stamp(), true));
    then("DESK1 < which of [o1, o2] 11=q1");
    List<OrderId> some = List.of(new OrderId(2), new OrderId(3));
    whenAnswered(new OrderCommand.ResolveMassCancel(DESK1, id("q1"), some, false));
    then("DESK1 < r 11=q1 533=1", "DESK1 < 8 150=4 39=4 11=o2");
  }

  @Test
  void aMassCancelWhoseInstrumentIsForgottenIsRefusedAndAnsweredOnce() {
    given(order(DESK1, "o1", buy(10, 100)));
    given(new OrderCommand.MassCancel(DESK1, id("q1"), stamp(), true));
    var forgotten = new OrderCommand.ResolveMassCancel(DESK1, id("q1"), List.of(), true);
    whenAnswered(forgotten);
    then("DESK1 < r 11=q1 533=0 20040=103");
    whenAnswered(forgotten);
    then(new String[0]);
    whenAnswered(new OrderCommand.ResolveMassCancel(DESK1, id("q2"), List.of(), false));
    then(new String[0]);
  }

  @Test
  void statusOfOneAndOfAll() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(5, 90)));
    given(order(DESK2, "o3", sell(1, 100)), replace(DESK1, "g2", "o2", buy(4, 90)));
    when(new OrderCommand.QueryOrder(DESK1, id("o1"), Optional.empty()));
    then("DESK1 < 8 150=I 39=1 11=o1");
    when(new OrderCommand.QueryOrder(DESK1, id("o2"), Optional.of("s1")));
    then("DESK1 < 8 150=I 39=0 11=o2 790=s1");
    when(new OrderCommand.QueryOrder(DESK2, id("o1"), Optional.empty()));
    then("DESK2 < 8 150=I 37=NONE 11=o1");
    when(new OrderCommand.QueryOrders(DESK1, "s2"));
    then("DESK1 < 8s 584=s2 [o1, g2]");
    when(new OrderCommand.QueryOrders(DESK2, "s3"));
    then("DESK2 < 8s 584=s3 []");
  }

  @Test
  void ordersEndWithTheConnectionUnlessTheyShallNot() {
    given(drop(DESK2), new SessionCommand.OpenSession(DESK2, false));
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(5, 90)));
    given(order(DESK2, "o3", buy(10, 100)));
    whenAnswered(drop(DESK1));
    then(
        "(DESK1 off)",
        "DESK1 < 8 150=4 39=4 11=o1 20040=901",
        "DESK1 < 8 150=4 39=4 11=o2 20040=901");
    whenAnswered(drop(DESK2));
    then("(DESK2 off)");
    whenAnswered(drop(DESK2));
    then(new String[0]);
  }

  @Test
  void anOrderOnItsWayEndsWithTheConnectionToo() {
    when(order(DESK1, "o1", buy(10, 100)));
    when(drop(DESK1));
    heard.clear();
    answerAll();
    then("DESK1 < 8 150=0 39=0 11=o1", "DESK1 < 8 150=4 39=4 11=o1 20040=901");
  }

  // Ids, nonces, times.

  @Test
  void aRepeatedOrderIsAnsweredNotExecuted() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", sell(4, 100)));
    whenAnswered(order(DESK1, "o1", buy(10, 100), TimeInForce.DAY, Optional.empty(), again()));
    then("DESK1 < 8 150=I 39=1 11=o1");
    thenJobs();
  }

  @Test
  void aRepeatedCancelOrReplaceIsAnsweredWithWhatBecameOfTheOrder() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(10, 100)));
    given(cancel(DESK1, "c1", "o1"), replace(DESK1, "g1", "o2", buy(9, 100)));
    when(new OrderCommand.CancelOrder(DESK1, id("c1"), id("o1"), again()));
    then("DESK1 < 8 150=I 39=4 11=c1");
    when(
        new OrderCommand.ReplaceOrder(
            DESK1, id("g1"), id("o2"), again(), buy(9, 100), Optional.empty(), Optional.empty()));
    then("DESK1 < 8 150=I 39=0 11=g1");
    thenJobs();
  }

  @Test
  void aRepeatedMessageThatNeverArrivedIsExecuted() {
    whenAnswered(order(DESK1, "o1", buy(10, 100), TimeInForce.DAY, Optional.empty(), again()));
    then("DESK1 < 8 150=0 39=0 11=o1");
    whenAnswered(new OrderCommand.CancelOrder(DESK1, id("c1"), id("o1"), again()));
    then("DESK1 < 8 150=4 39=4 11=c1 41=o1");
  }

  @Test
  void anIdIsUsedOnceAWeek() {
    given(order(DESK1, "o1", buy(10, 100)), cancel(DESK1, "c1", "o1"));
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=8 39=8 11=o1 20040=407");
    whenAnswered(order(DESK1, "c1", buy(10, 100)));
    then("DESK1 < 8 150=8 39=8 11=c1 20040=407");
    whenAnswered(order(DESK2, "o1", buy(10, 100)));
    then("DESK2 < 8 150=0 39=0 11=o1");
    toSunday(Duration.ofMillis(-1));
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=8 39=8 11=o1 20040=407");
    toSunday(Duration.ZERO);
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=0 39=0 11=o1");
  }

  @Test
  void atTheTurnOfTheWeekWhatIsOverIsForgottenAndWhatIsOpenIsNot() {
    given(goodTill(DESK1, "g1", buy(10, 100), now.plus(Duration.ofDays(20))));
    given(order(DESK1, "o1", buy(10, 100)), cancel(DESK1, "c1", "o1"));
    toSunday(Duration.ZERO);
    when(new OrderCommand.QueryOrder(DESK1, id("o1"), Optional.empty()));
    then("DESK1 < 8 150=I 37=NONE 11=o1");
    when(new OrderCommand.QueryOrder(DESK1, id("g1"), Optional.empty()));
    then("DESK1 < 8 150=I 39=0 11=g1");
  }

  @Test
  void anOpenOrdersIdStaysTakenOverTheTurnOfTheWeek() {
    given(goodTill(DESK1, "g1", buy(10, 100), now.plus(Duration.ofDays(20))));
    toSunday(Duration.ZERO);
    whenAnswered(order(DESK1, "g1", buy(7, 100)));
    then("DESK1 < 8 150=8 39=8 11=g1 20040=407");
    whenAnswered(cancel(DESK1, "c1", "g1"));
    then("DESK1 < 8 150=4 39=4 11=c1 41=g1");
  }

  @Test
  void aMakersQuoteIdDoesNotHideItsDarkOrderOfThatName() {
    given(order(MAKER1, "x1", buy(10, 50)));
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "x1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    given(accept(DESK1, "d1", shown(), buy(10, 105)));
    whenAnswered(cancel(MAKER1, "c1", "x1"));
    then("MAKER1 < 8 150=4 39=4 11=c1 41=x1");
  }

  private void toSunday(Duration offset) {
    whenPassed(Duration.between(now, Instant.parse("2026-03-08T20:00:00Z").plus(offset)));
    answerAll();
  }

  @Test
  void aNonceOnlyRisesAndComplianceHearsOfOneThatDoesNot() {
    given(numbered("o1", 7));
    whenAnswered(numbered("o2", 7));
    then("compliance < NONCE_REPLAY DESK1", "DESK1 < 8 150=8 39=8 11=o2 20040=710");
    whenAnswered(numbered("o3", 6));
    then("compliance < NONCE_REPLAY DESK1", "DESK1 < 8 150=8 39=8 11=o3 20040=710");
    whenAnswered(numbered("o2", 8));
    then("DESK1 < 8 150=0 39=0 11=o2");
    toSunday(Duration.ZERO);
    whenAnswered(numbered("o4", 8));
    then("compliance < NONCE_REPLAY DESK1", "DESK1 < 8 150=8 39=8 11=o4 20040=710");
  }

  private OrderCommand.SubmitOrder numbered(String clientId, long nonce) {
    var stamp = new Stamp(now, Optional.of(nonce), false);
    return order(DESK1, clientId, buy(10, 100), TimeInForce.DAY, Optional.empty(), stamp);
  }

  @Test
  void aTimeIsFiveMinutesOldAtMostAndFiveSecondsAheadAtMost() {
    whenAnswered(saidAt("o1", now.minus(Duration.ofMinutes(5)).minusMillis(1)));
    then("DESK1 < 8 150=8 39=8 11=o1 20040=400");
    whenAnswered(saidAt("o1", now.plusSeconds(5).plusMillis(1)));
    then("DESK1 < 8 150=8 39=8 11=o1 20040=400");
    whenAnswered(saidAt("o1", now.minus(Duration.ofMinutes(5))));
    then("DESK1 < 8 150=0 39=0 11=o1");
    whenAnswered(saidAt("o2", now.plusSeconds(5)));
    then("DESK1 < 8 150=0 39=0 11=o2");
    Stamp old = new Stamp(now.minus(Duration.ofMinutes(6)), Optional.empty(), false);
    whenAnswered(new OrderCommand.CancelOrder(DESK1, id("c1"), id("o1"), old));
    then("DESK1 < 9 434=1 11=c1 41=o1 39=0 102=99 20040=400");
  }

  private OrderCommand.SubmitOrder saidAt(String clientId, Instant time) {
    var stamp = new Stamp(time, Optional.empty(), false);
    return order(DESK1, clientId, buy(10, 100), TimeInForce.DAY, Optional.empty(), stamp);
  }

  @Test
  void anAnswerThatComesTwiceIsTakenOnce() {
    when(order(DESK1, "o1", buy(10, 100)));
    var answer = parties.answer();
    when(answer);
    then("DESK1 < 8 150=0 39=0 11=o1");
    when(answer);
    then(new String[0]);
  }

  private static JobOutcome.Matched met(boolean resting, Handle contra, Handle fill) {
    return new JobOutcome.Matched(
        true,
        false,
        true,
        List.of(new JobOutcome.Fill(contra, fill, true)),
        !resting,
        resting,
        resting);
  }

  private boolean isSweepOrdered() {
    return jobs().anyMatch(job -> job.job() instanceof Job.Sweep);
  }

  /** The parties say that an order came to the limit of passes: it looks again until it is done. */
  @Test
  void anOrderThatTheLimitOfPassesStoppedIsSwept() {
    Handle first = sell(5, 100);
    Handle second = sell(5, 100);
    Handle large = buy(10, 100);
    given(order(DESK1, "o1", first), order(DESK1, "o2", second));
    when(order(DESK2, "o3", large));
    when(order(DESK1, "o4", sell(1, 200)));
    answer(met(true, first, new Handle(9, 9, 9, 1)));
    assertThat(isSweepOrdered()).as("new business goes first").isFalse();
    answer();
    assertThat(isSweepOrdered()).isTrue();
    answer(
        new JobOutcome.Swept(
            Optional.of(large), met(false, second, new Handle(9, 9, 9, 2)), false));
    then(
        "DESK2 < 8 150=0 39=0 11=o3",
        "DESK2 < 8 150=F 39=1 11=o3 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0",
        "DESK1 < 8 150=0 39=0 11=o4",
        "DESK2 < 8 150=F 39=2 11=o3 527=T2",
        "DESK1 < 8 150=F 39=2 11=o2 527=T2",
        "DESK2 DESK1 < AE 487=0 880=T2 20030=0");
    assertThat(parties.outstanding()).as("nothing is due any more").isZero();
  }

  /** Under a load that never ends a sweep waits for so many answers and no longer. */
  @Test
  void aSweepDoesNotWaitForEver() {
    Handle contra = sell(5, 100);
    given(order(DESK1, "o1", contra));
    when(order(DESK2, "large", buy(10, 100)));
    for (int k = 0; !isSweepOrdered() && k < 200; k++) {
      when(order(DESK1, "n" + k, sell(1, 300)));
      if (k == 0) {
        answer(met(true, contra, new Handle(9, 9, 9, 1)));
      } else {
        answer();
      }
    }
    assertThat(isSweepOrdered()).isTrue();
  }

  @Test
  void aReferencePriceHasRestingOrdersLookAgainUntilNoneIsDue() {
    Handle resting = buy(10, 100);
    given(order(DESK1, "o1", resting));
    when(new OperatorCommand.PostReference(operation(), price(1)));
    answer();
    then("ops < done: the reference price of instrument 1 is taken");
    assertThat(isSweepOrdered()).isTrue();
    var nothing = new JobOutcome.Matched(true, false, true, List.of(), false, true, false);
    answer(new JobOutcome.Swept(Optional.of(resting), nothing, true));
    assertThat(isSweepOrdered()).as("another one is due").isTrue();
    answer(new JobOutcome.Swept(Optional.empty(), nothing, false));
    assertThat(parties.outstanding()).isZero();
  }

  @Test
  void aResumedInstrumentHasRestingOrdersLookAgain() {
    given(order(DESK1, "o1", buy(10, 100)));
    given(new OperatorCommand.HaltInstrument(operation(), "WETH-USDC"));
    when(new OperatorCommand.ResumeInstrument(operation(), "WETH-USDC"));
    assertThat(isSweepOrdered()).isTrue();
    answerAll();
    assertThat(parties.outstanding()).isZero();
  }

  @Test
  void aPriceThatThePartiesRefuseOrOfAnInstrumentThatDoesNotTradeChangesNothing() {
    when(new OperatorCommand.PostReference(operation(), price(1)));
    answer(new JobOutcome.Admitted(false));
    then("ops < refused: the parties refuse the price; their logs say why");
    when(new OperatorCommand.PostReference(operation(), price(77)));
    then("ops < refused: instrument 77 is not listed, or halted");
    assertThat(parties.outstanding()).isZero();
  }

  private static ReferencePrice price(long instrument) {
    return new ReferencePrice("TEST", instrument, 100, 1, "FEED", "ab".repeat(64));
  }

  @Test
  void whileTradingIsHaltedNobodyIsSwept() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(new OperatorCommand.PostReference(operation(), price(1)));
    when(new OperatorCommand.SwitchTrading(operation(), true, false));
    answer();
    assertThat(isSweepOrdered()).isFalse();
    when(new OperatorCommand.SwitchTrading(operation(), false, false));
    assertThat(isSweepOrdered()).isTrue();
  }

  @Test
  void aFirmOverItsBudgetIsThrottled() {
    when(order(DESK1, "o1", buy(10, 100)));
    answer(new JobOutcome.OverBudget());
    then("DESK1 < 8 150=8 39=8 11=o1 20040=803");
  }
}
