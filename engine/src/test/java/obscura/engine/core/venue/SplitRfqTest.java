package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.domain.Handle;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.WorldCommand.RecordSettlement;
import org.junit.jupiter.api.Test;

/** Requests that several makers fill together (rules of engagement 3.1). */
final class SplitRfqTest extends VenueStory {
  private void asked(boolean partial) {
    given(
        toSeveral(ask(DESK1, "r1", buy(10, 0)), partial),
        quote(MAKER1, "a1", "r1", sell(7, 105)),
        quote(MAKER2, "b1", "r1", sell(6, 103)),
        quote(MAKER3, "c1", "r1", sell(10, 107)));
  }

  @Test
  void everyMakerIsToldThatTheRequestMayBeSplit() {
    whenAnswered(toSeveral(ask(DESK1, "r1", buy(10, 0)), false));
    assertThat(spoken().filter(RequestEvent.MakerAsked.class::isInstance))
        .hasSize(3)
        .allMatch(e -> ((RequestEvent.MakerAsked) e).allowSplit());
  }

  @Test
  void twoOfThreeMakersFillTheAcceptTogether() {
    asked(false);
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 0)));
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=1 11=d1 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "DESK1 < 8 150=F 39=2 11=d1 527=T2",
        "MAKER1 < 8 150=F 39=2 11=a1 527=T2",
        "DESK1 MAKER1 < AE 487=0 880=T2 20030=0",
        "MAKER3 < released DONE_AWAY 117=c1");
    assertThat(
            spoken()
                .filter(OrderEvent.OrderFilled.class::isInstance)
                .map(e -> ((OrderEvent.OrderFilled) e).order())
                .filter(order -> order.participant().equals(DESK1))
                .map(order -> order.fills().size()))
        .containsExactly(1, 2);
    List<TradeEvent.TradeAgreed> trades =
        spoken()
            .filter(TradeEvent.TradeAgreed.class::isInstance)
            .map(TradeEvent.TradeAgreed.class::cast)
            .toList();
    assertThat(trades)
        .extracting(e -> parties.dealt.get(e.trade().fill()).lots())
        .containsExactly(6L, 4L);
    assertThat(trades).extracting(e -> e.trade().rfq()).doesNotContainNull().hasSize(2);
  }

  @Test
  void oneMakerMayHaveItAll() {
    given(
        toSeveral(ask(DESK1, "r1", buy(10, 0)), false),
        quote(MAKER1, "a1", "r1", sell(12, 101)),
        quote(MAKER2, "b1", "r1", sell(6, 103)),
        noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 0)));
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER1 < 8 150=F 39=2 11=a1 527=T1",
        "DESK1 MAKER1 < AE 487=0 880=T1 20030=0",
        "MAKER2 < released DONE_AWAY 117=b1");
  }

  @Test
  void quotesThatDoNotCoverTheRequestEndItAndTheTakerIsToldHowMuchThereWas() {
    given(
        toSeveral(ask(DESK1, "r1", buy(10, 0)), false),
        quote(MAKER1, "a1", "r1", sell(4, 105)),
        quote(MAKER2, "b1", "r1", sell(5, 103)));
    whenAnswered(noThanks(MAKER3, "r1"));
    then(
        "MAKER3 < (passed) 131=r1_MAKER3",
        "DESK1 < ended NOT_COVERED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1");
    assertThat(
            spoken()
                .filter(RequestEvent.RequestEnded.class::isInstance)
                .map(e -> ((RequestEvent.RequestEnded) e).available().isPresent()))
        .containsExactly(true);
    thenJobs("SelectBest", "CloseRequest");
  }

  @Test
  void whoTakesLessIsShownWhatThereIsAndMayDealLessOfIt() {
    given(
        toSeveral(ask(DESK1, "r1", buy(10, 0)), true),
        quote(MAKER1, "a1", "r1", sell(4, 105)),
        quote(MAKER2, "b1", "r1", sell(5, 103)),
        noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 0)));
    then("DESK1 < 8 150=8 39=8 11=d1 by the parties");
    whenAnswered(accept(DESK1, "d2", shown(), buy(6, 0)));
    then(
        "DESK1 < 8 150=0 39=0 11=d2",
        "DESK1 < 8 150=F 39=1 11=d2 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "DESK1 < 8 150=F 39=2 11=d2 527=T2",
        "MAKER1 < 8 150=F 39=2 11=a1 527=T2",
        "DESK1 MAKER1 < AE 487=0 880=T2 20030=0");
  }

  @Test
  void theHoldEndsComposedTermsAsAnyOthers() {
    asked(false);
    whenPassed(HOLD);
    then(
        "DESK1 < ended EXPIRED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "MAKER3 < released EXPIRED 117=c1");
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 0)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=302");
  }

  @Test
  void everybodyPassesOnARequestThatMayBeSplit() {
    given(
        toSeveral(ask(DESK1, "r1", buy(10, 0)), false),
        noThanks(MAKER1, "r1"),
        noThanks(MAKER2, "r1"));
    when(noThanks(MAKER3, "r1"));
    then("MAKER3 < (passed) 131=r1_MAKER3", "DESK1 < ended NO_QUOTE 131=r1");
  }

  /** One of the trades fails to settle: the accept is not filled wholly, the other trade stands. */
  @Test
  void aBustTakesOneOfTheFillsAway() {
    asked(false);
    given(accept(DESK1, "d1", shown(), buy(10, 0)));
    Handle second = parties.dealt.keySet().stream().toList().getLast();
    whenAnswered(new RecordSettlement(new TradeId(2), SettlementState.FAILED, 1));
    var busted =
        spoken()
            .filter(TradeEvent.TradeBusted.class::isInstance)
            .map(TradeEvent.TradeBusted.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(busted.orders().getFirst().busted()).containsExactly(second);
    assertThat(busted.orders().getFirst().fills()).hasSize(2);
    assertThat(busted.orders().getFirst().status()).isEqualTo(OrderStatus.FILLED);
  }
}
