package obscura.engine.core.venue;

import static obscura.domain.SettlementState.DROPPED;
import static obscura.domain.SettlementState.FAILED;
import static obscura.domain.SettlementState.FINAL;
import static obscura.domain.SettlementState.INCLUDED;
import static obscura.domain.SettlementState.INSTRUCTIONS_MISSING;
import static obscura.domain.SettlementState.LOCKED;
import static obscura.domain.SettlementState.MATCHED;
import static obscura.domain.SettlementState.RECLAIMED;
import static obscura.domain.SettlementState.SENT;
import static obscura.engine.core.OrderStatus.FILLED;
import static obscura.engine.core.OrderStatus.PARTIALLY_FILLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.Order;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.WorldCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of engagement 5.3: what becomes of a trade after the match. */
final class SettlementTest extends VenueStory {
  @BeforeEach
  void aTrade() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", sell(10, 100)));
  }

  private static WorldCommand.RecordSettlement settlement(SettlementState state) {
    return new WorldCommand.RecordSettlement(new TradeId(1), state, 0);
  }

  @Test
  void theStatesAdvanceAndEachIsToldToBothSides() {
    for (SettlementState state : List.of(LOCKED, SENT, INCLUDED, FINAL)) {
      when(settlement(state));
      then("DESK2 DESK1 < AE 487=2 880=T1 20030=" + state.code());
    }
  }

  @Test
  void eachReportHasItsOwnNumber() {
    when(settlement(LOCKED));
    when(settlement(SENT));
    var event = (TradeEvent.SettlementAdvanced) heard.get(0);
    assertThat(event.trade().reports()).isEqualTo(2);
    assertThat(event.trade().reportId(2)).isEqualTo("T1-2");
  }

  @Test
  void aStateToldTwiceIsToldOnce() {
    when(settlement(LOCKED));
    when(settlement(LOCKED));
    then(new String[0]);
  }

  @Test
  void missingInstructionsComeLater() {
    given(settlement(INSTRUCTIONS_MISSING));
    when(settlement(MATCHED));
    then("DESK2 DESK1 < AE 487=2 880=T1 20030=0");
  }

  @Test
  void aStateThatLiesBehindIsNotToldAgain() {
    given(settlement(SENT), settlement(INCLUDED));
    for (SettlementState earlier : List.of(MATCHED, INSTRUCTIONS_MISSING, LOCKED, SENT)) {
      when(settlement(earlier));
      then(new String[0]);
    }
  }

  @Test
  void aReorganisationGoesBackAndOnAgain() {
    given(settlement(LOCKED), settlement(SENT), settlement(INCLUDED));
    for (SettlementState state : List.of(DROPPED, LOCKED, SENT, INCLUDED, FINAL)) {
      when(settlement(state));
      then("DESK2 DESK1 < AE 487=2 880=T1 20030=" + state.code());
    }
  }

  @Test
  void whatIsFinalStays() {
    for (SettlementState last : List.of(FINAL, RECLAIMED)) {
      given(settlement(last));
      for (SettlementState state : SettlementState.values()) {
        when(settlement(state));
        then(new String[0]);
      }
    }
  }

  @Test
  void aFailedTradeIsBustedOnBothSides() {
    given(settlement(LOCKED));
    when(new WorldCommand.RecordSettlement(new TradeId(1), FAILED, 3));
    then("DESK2 DESK1 < AE 487=2 880=T1 20030=7", "DESK2 DESK1 < 8 150=H 880=T1 20030=7");
    var bust = (TradeEvent.TradeBusted) heard.get(1);
    assertThat(List.of(bust.firstExec(), bust.secondExec()))
        .containsExactly(new ExecId(5), new ExecId(6));
    assertThat(bust.trade().failCode()).isEqualTo(3);
    when(settlement(FINAL));
    then(new String[0]);
  }

  private static WorldCommand.RecordSettlement failure(long trade) {
    return new WorldCommand.RecordSettlement(new TradeId(trade), FAILED, 3);
  }

  private List<Order> ordersOfTheBust() {
    return heard.stream()
        .filter(TradeEvent.TradeBusted.class::isInstance)
        .map(e -> ((TradeEvent.TradeBusted) e).orders())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBustTellsHowBothOrdersStandWithoutTheFill() {
    given(order(DESK1, "p1", buy(10, 100)), order(DESK2, "p2", sell(4, 100)));
    given(order(DESK2, "p3", sell(3, 100)));
    when(failure(2));
    List<Order> orders = ordersOfTheBust();
    assertThat(orders).extracting(o -> o.clientId().value()).containsExactly("p2", "p1");
    assertThat(orders).extracting(Order::status).containsExactly(FILLED, PARTIALLY_FILLED);
    assertThat(orders).extracting(Order::ordStatus).containsExactly('4', '1');
    Order resting = orders.get(1);
    assertThat(resting.fills()).hasSize(2);
    assertThat(resting.busted()).containsExactly(resting.fills().getFirst());
    when(failure(3));
    assertThat(ordersOfTheBust()).extracting(Order::ordStatus).containsExactly('4', '0');
    given(order(DESK2, "p4", sell(2, 100)));
    assertThat(lastFill().order().ordStatus()).as("what is left goes on").isEqualTo('1');
    given(order(DESK2, "p5", sell(1, 100)));
    assertThat(lastFill().order().ordStatus()).as("nothing is left, 3 of 10 count").isEqualTo('4');
  }

  @Test
  void aBustFindsItsOrdersThoughTheWeekHasTurned() {
    passToTheNextWeek();
    when(failure(1));
    assertThat(ordersOfTheBust()).extracting(Order::ordStatus).containsExactly('4', '4');
  }

  private void passToTheNextWeek() {
    pass(Duration.ofDays(8));
    tell(new WorldCommand.AdvanceTime());
    answerAll();
  }

  private OperatorCommand.RetrySettlement retry(long trade) {
    return new OperatorCommand.RetrySettlement(operation(), new TradeId(trade));
  }

  @Test
  void anOperatorHasAReclaimedTradeSettledAgain() {
    given(settlement(SENT), settlement(RECLAIMED));
    when(retry(1));
    then("DESK2 DESK1 < AE 487=2 880=T1 20030=6", "ops < done: T1 is settled again");
    when(retry(1));
    then("ops < refused: T1 is DROPPED: its settlement goes on by itself");
    when(settlement(LOCKED));
    then("DESK2 DESK1 < AE 487=2 880=T1 20030=2");
    given(settlement(RECLAIMED), retry(1));
    when(failure(1));
    then("DESK2 DESK1 < AE 487=2 880=T1 20030=7", "DESK2 DESK1 < 8 150=H 880=T1 20030=7");
  }

  @Test
  void whatSettledOrWasBustedIsNotSettledAgain() {
    when(retry(1));
    then("ops < refused: T1 is MATCHED: its settlement goes on by itself");
    given(failure(1));
    String refusal =
        " was not reclaimed this week: what is settled, or busted to both sides, stays so";
    when(retry(1));
    then("ops < refused: T1" + refusal);
    when(retry(2));
    then("ops < refused: there is no trade T2");
    given(order(DESK1, "q1", buy(10, 100)), order(DESK2, "q2", sell(10, 100)));
    given(new WorldCommand.RecordSettlement(new TradeId(2), RECLAIMED, 8));
    passToTheNextWeek();
    when(retry(2));
    then("ops < refused: T2" + refusal);
  }

  @Test
  void anUnknownTradeIsNobodysBusiness() {
    when(new WorldCommand.RecordSettlement(new TradeId(9), FINAL, 0));
    then(new String[0]);
  }
}
