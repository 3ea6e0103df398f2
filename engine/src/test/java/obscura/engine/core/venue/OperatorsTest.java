package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.VenueCode;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.SessionAct;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.VenueEvent;
import org.junit.jupiter.api.Test;

/** Every operator's command is carried out once and answered in words. */
final class OperatorsTest extends VenueStory {
  @Test
  void aParticipantIsOnboardedOnce() {
    when(add("DESK9", "NINE", ParticipantKind.TRADE));
    then("(participant DESK9)", "ops < done: DESK9 added as TRADE of firm NINE");
    when(add("DESK9", "OTHER", ParticipantKind.MAKER));
    then("ops < refused: DESK9 exists already");
  }

  @Test
  void aRepeatedRequestIsAnsweredNotCarriedOutAgain() {
    var suspend = suspend(DESK1);
    given(suspend, new OperatorCommand.ResumeParticipant(operation(), DESK1));
    when(suspend);
    then("ops < done: DESK1 suspended");
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=0 39=0 11=o1");
  }

  @Test
  void aSuspendedParticipantBeginsNothingUntilItIsResumed() {
    when(suspend(DESK1));
    then("(participant DESK1)", "ops < done: DESK1 suspended");
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=8 39=8 11=o1 20040=206");
    whenAnswered(ask(DESK1, "r1", buy(10, 0)));
    then("DESK1 < AG 658=6 131=r1 20040=206");
    when(new OperatorCommand.ResumeParticipant(operation(), DESK1));
    then("(participant DESK1)", "ops < done: DESK1 resumed");
    whenAnswered(order(DESK1, "o1", buy(10, 100)));
    then("DESK1 < 8 150=0 39=0 11=o1");
  }

  @Test
  void nobodyElseCanBeSuspendedResumedOrListed() {
    var nobody = new ParticipantId("NOBODY");
    when(suspend(nobody));
    then("ops < refused: NOBODY is not a participant");
    when(new OperatorCommand.ResumeParticipant(operation(), nobody));
    then("ops < refused: NOBODY is not a participant");
    when(whitelist(nobody, true));
    then("ops < refused: NOBODY is not a participant");
    when(whitelist(DESK1, true));
    then("ops < refused: DESK1 is TRADE, not MAKER");
  }

  @Test
  void theWhitelistAndTheMode() {
    when(whitelist(MAKER1, false));
    then("(participant MAKER1)", "ops < done: MAKER1 is off the whitelist");
    when(new OperatorCommand.SetMode(operation(), false));
    then("(permissioned false)", "ops < done: every maker is asked");
    when(new OperatorCommand.SetMode(operation(), true));
    then("(permissioned true)", "ops < done: only whitelisted makers are asked");
    when(whitelist(MAKER1, true));
    then("(participant MAKER1)", "ops < done: MAKER1 is whitelisted");
  }

  @Test
  void anInstrumentIsListedOnceUnderItsOwnNumber() {
    when(list("WBTC-USDC"));
    then("listed WBTC-USDC", "ops < done: WBTC-USDC listed as number 2");
    when(list("WBTC-USDC"));
    then("ops < refused: WBTC-USDC is listed already");
  }

  @Test
  void anInstrumentThatCannotBeIsRefusedInWords() {
    when(list("wbtc"));
    then("ops < refused: a symbol is BASE-QUOTE, each 1 to 16 of A-Z and 0-9");
    for (String step : List.of("0", "-0.01", "0.0000000000000000001")) {
      when(stepping(step, "0.001"));
      then("ops < refused: tick and lot are above 0 with at most 18 fraction digits");
      when(stepping("0.01", step));
      then("ops < refused: tick and lot are above 0 with at most 18 fraction digits");
    }
    when(stepping("0.000000000000000001", "1E+2"));
    then("listed SOL-USDC", "ops < done: SOL-USDC listed as number 2");
  }

  private OperatorCommand.AddInstrument stepping(String tick, String lot) {
    return new OperatorCommand.AddInstrument(
        operation(),
        "SOL-USDC",
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501",
        new BigDecimal(tick),
        new BigDecimal(lot),
        PricingRule.MIDPOINT);
  }

  @Test
  void aHaltedInstrumentIsNotHandedToTheParties() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(new OperatorCommand.HaltInstrument(operation(), "WETH-USDC"));
    then(
        "all < WETH-USDC halted",
        "ops < done: WETH-USDC halted: nothing new is accepted, resting orders stay");
    whenAnswered(order(DESK2, "o2", sell(10, 100)));
    then("DESK2 < 8 150=8 39=8 11=o2 by the parties");
    when(new OperatorCommand.ResumeInstrument(operation(), "WETH-USDC"));
    then("all < WETH-USDC trades", "ops < done: WETH-USDC resumed");
    whenAnswered(order(DESK2, "o3", sell(10, 100)));
    then(
        "DESK2 < 8 150=0 39=0 11=o3",
        "DESK2 < 8 150=F 39=2 11=o3 527=T1",
        "DESK1 < 8 150=F 39=2 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0");
    when(new OperatorCommand.HaltInstrument(operation(), "NO-NE"));
    then("ops < refused: NO-NE is not listed");
  }

  @Test
  void theKillSwitchLeavesRestingOrders() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(halt(false));
    then(
        "all < h 340=1",
        "ops < done: trading halted; open requests ended, 1 resting orders stay and can be"
            + " cancelled");
    thenJobs();
    whenAnswered(order(DESK2, "o2", sell(10, 100)));
    then("DESK2 < 8 150=8 39=8 11=o2 20040=102");
    whenAnswered(ask(DESK2, "r2", sell(10, 0)));
    then("DESK2 < AG 658=2 131=r2 20040=102");
    when(resume());
    then("all < h 340=2", "ops < done: trading resumed");
    whenAnswered(order(DESK2, "o2", sell(4, 100)));
    then(
        "DESK2 < 8 150=0 39=0 11=o2",
        "DESK2 < 8 150=F 39=2 11=o2 527=T1",
        "DESK1 < 8 150=F 39=1 11=o1 527=T1",
        "DESK2 DESK1 < AE 487=0 880=T1 20030=0");
  }

  @Test
  void theKillSwitchCancelsRestingOrdersIfItShall() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", buy(10, 100)));
    when(halt(true));
    then(
        "all < h 340=1",
        "ops < done: trading halted; open requests ended, 2 orders are being cancelled");
    heard.clear();
    answerAll();
    then("DESK1 < 8 150=4 39=4 11=o1 20040=902", "DESK2 < 8 150=4 39=4 11=o2 20040=902");
  }

  @Test
  void theKillSwitchDoesNotCountAnAcceptAmongTheOrdersItCancels() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    when(accept(DESK1, "d1", shown(), buy(10, 105)));
    when(halt(true));
    then(
        "all < h 340=1",
        "ops < done: trading halted; open requests ended, 0 orders are being cancelled");
  }

  @Test
  void anOperatorCancelsOneOrder() {
    given(order(DESK1, "o1", buy(10, 100)));
    whenAnswered(new OperatorCommand.CancelOrderByOperator(operation(), new OrderId(1)));
    then("ops < done: O1 is being cancelled", "DESK1 < 8 150=4 39=4 11=o1 20040=902");
    whenAnswered(new OperatorCommand.CancelOrderByOperator(operation(), new OrderId(1)));
    then("ops < refused: O1 is not open");
    whenAnswered(new OperatorCommand.CancelOrderByOperator(operation(), new OrderId(77)));
    then("ops < refused: O25 is not open");
  }

  @Test
  void anOperatorCancelsWhatItsOwnerIsReplacing() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(replace(DESK1, "g1", "o1", buy(8, 100)));
    when(new OperatorCommand.CancelOrderByOperator(operation(), new OrderId(1)));
    heard.clear();
    answerAll();
    then("DESK1 < 8 150=5 39=0 11=g1 41=o1", "DESK1 < 8 150=4 39=4 11=g1 20040=902");
  }

  @Test
  void actsOnSessionsAreTheGatewaysToDo() {
    for (SessionAct act : SessionAct.values()) {
      when(new OperatorCommand.OperateSession(operation(), DESK1, act, 5, 6));
      then("gateway < " + act + " DESK1", "ops < done: " + act + " ordered for DESK1");
    }
  }

  @Test
  void whatAnOperatorReadIsRecorded() {
    when(new OperatorCommand.NoteInquiry(operation(), "orders of DESK1"));
    then("ops < done: orders of DESK1");
  }

  @Test
  void anOperatorSeesWhichOrdersAreOpenAndHowTheVenueStands() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", sell(4, 100)));
    given(ask(DESK1, "r1", buy(10, 0)), ask(DESK1, "r2", buy(10, 0)));
    when(new OperatorCommand.ListOrders(operation()));
    then("ops < [o1]");
    when(order(DESK2, "o3", buy(1, 1)));
    when(new OperatorCommand.AskStatus(operation()));
    then("ops < open, permissioned, engine here, [2, 2, 1, 1]");
    given(engine(false), halt(false), new OperatorCommand.SetMode(operation(), false));
    when(new OperatorCommand.AskStatus(operation()));
    then("ops < halted, permissionless, engine away, [2, 0, 0, 1]");
  }

  @Test
  void theEngineIsAwayAndBackAndEachIsToldOnce() {
    when(engine(false));
    then("all < engine away");
    when(engine(false));
    then(new String[0]);
    when(engine(true));
    then("all < engine back");
  }

  @Test
  void whoeverStartsAnewIsToldAllThatIsPublic() {
    given(suspend(MAKER2), new OperatorCommand.HaltInstrument(operation(), "WETH-USDC"));
    List<VenueEvent> before = venue().describe(now);
    assertThat(before.stream().map(Transcript::line))
        .containsExactly(
            "(participant DESK1)",
            "(participant DESK2)",
            "(participant MAKER1)",
            "(participant MAKER2)",
            "(participant MAKER3)",
            "(participant OWNMAKER)",
            "(participant DROP1)",
            "all < WETH-USDC halted",
            "(permissioned true)",
            "all < h 340=2",
            "all < engine back");
    assertThat(venue().describe(now)).isEqualTo(before);
  }

  @Test
  void theJobsThatAreNotAnsweredAreOrderedAgainForWhoeverStartsAnew() {
    when(order(DESK1, "o1", buy(10, 100)));
    List<VenueEvent> ordered = List.copyOf(heard);
    assertThat(venue().outstandingJobs(now)).isEqualTo(ordered);
    answerAll();
    assertThat(venue().outstandingJobs(now)).isEmpty();
  }

  @Test
  void whatTheGatewayRefusedIsToldInTheFormOfItsMessage() {
    given(order(DESK1, "o1", buy(10, 100)));
    Map<RefusedKind, String> told =
        Map.of(
            RefusedKind.ORDER,
            "DESK1 < 8 150=8 39=8 11=x 20040=701",
            RefusedKind.CANCEL,
            "DESK1 < 9 434=1 11=x 41=o1 39=0 102=99 20040=701",
            RefusedKind.REPLACE,
            "DESK1 < 9 434=2 11=x 41=o1 39=0 102=99 20040=701",
            RefusedKind.REQUEST,
            "DESK1 < AG 658=99 131=x 20040=701",
            RefusedKind.QUOTE,
            "DESK1 < AI 297=5 117=x 20040=701",
            RefusedKind.MASS_CANCEL,
            "DESK1 < r 11=x 533=0 20040=701",
            RefusedKind.OTHER,
            "DESK1 < j x 20040=701");
    for (RefusedKind kind : RefusedKind.values()) {
      when(
          new SessionCommand.RecordRefusal(
              DESK1, kind, "x", "o1", VenueCode.SIGNATURE_MISSING, "", 5));
      then(told.get(kind));
    }
  }
}
