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
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
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

  @Test
  void anUnknownTradeIsNobodysBusiness() {
    when(new WorldCommand.RecordSettlement(new TradeId(9), FINAL, 0));
    then(new String[0]);
  }
}
