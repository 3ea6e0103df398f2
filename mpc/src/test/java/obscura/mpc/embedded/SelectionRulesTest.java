package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Vector;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue that would like to choose which quotes are compared: drops one, selects early, brings an
 * old one back. Each party keeps the rules by itself and by its own clock.
 */
class SelectionRulesTest {
  private static final long CLOSE = 1_000;
  private static final Vector ASKED = Vector.input(1, 0, 5, 0, 0, 0);

  @TempDir Path directory;
  private final List<SetClock> clocks =
      List.of(new SetClock(CLOSE), new SetClock(CLOSE), new SetClock(CLOSE));
  HonestParties parties;
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, mode(), Rig.PAPERS.roster(), clocks::get);
  }

  Mode mode() {
    return Mode.SEMI_HONEST;
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void itIs(long millis) {
    clocks.forEach(clock -> clock.set(millis));
  }

  private Handle open(String... invited) {
    Purpose asks = new Purpose.Request(false, false, List.of(invited), CLOSE);
    Handle request = parties.put(parties.message("T", asks), ASKED);
    assertThat(parties.run(new Job.AdmitRequest(++job, request)))
        .isEqualTo(new Outcome.Admitted(true));
    return request;
  }

  private static Vector offer(long price) {
    return Vector.input(1, 1, 5, price, 0, 0);
  }

  private Handle offer(String maker, Handle request, long price) {
    return parties.put(parties.quote(maker, request), offer(price));
  }

  private Job admit(Handle request, Handle quote) {
    return new Job.AdmitQuote(++job, request, quote);
  }

  private Handle quoted(String maker, Handle request, long price) {
    Handle quote = offer(maker, request, price);
    assertThat(parties.run(admit(request, quote))).isEqualTo(new Outcome.Admitted(true));
    return quote;
  }

  private Job withdraw(Handle request, Statement word) {
    return new Job.WithdrawQuote(++job, request, word);
  }

  private Statement takesBack(String maker, Handle quote) {
    return parties.says(maker, new Purpose.Withdrawal(quote));
  }

  private Statement passes(String maker, Handle request) {
    return parties.says(maker, new Purpose.Pass(Purpose.Quote.alias(request, maker)));
  }

  private Job select(Handle request, Statement... passes) {
    return new Job.SelectBest(++job, request, List.of(passes));
  }

  private void assertTooEarly(Handle request, Statement... passes) {
    long opened = parties.opened();
    assertThat(parties.run(select(request, passes))).isEqualTo(new Outcome.TooEarly());
    assertThat(parties.opened()).isEqualTo(opened);
  }

  /** Who wins, told by an accept. */
  private Handle winner(Handle request, Statement... passes) {
    Outcome.Selected selected = (Outcome.Selected) parties.run(select(request, passes));
    Handle terms = selected.oneWay().get(0);
    Origin deals = parties.message("T", new Purpose.Accept(terms));
    Handle taker = parties.put(deals, Vector.input(1, 0, 5, 0, 0, 0));
    Job accept = new Job.Accept(++job, request, taker);
    return ((Outcome.Accepted) parties.run(accept)).winner().get(0);
  }

  @Test
  void aQuoteIsNotDroppedOnTheVenuesWord() {
    Handle request = open("M", "N");
    Handle best = quoted("M", request, 100);
    Handle other = quoted("N", request, 200);
    Statement forged =
        Statements.signed(
            "TEST", new GatewayKey(Rig.key(3)), "M", 5, new Purpose.Withdrawal(best));
    parties.assertRefused(Rule.SIGNATURE, withdraw(request, forged));
    Statement said = takesBack("N", other);
    Statement bent =
        new Statement("M", said.timeMillis(), new Purpose.Withdrawal(best), said.signature());
    parties.assertRefused(Rule.SIGNATURE, withdraw(request, bent));
    parties.assertRefused(Rule.SIGNATURE, withdraw(request, new Statement("M", 5, bent.purpose(), "x")));
    parties.assertRefused(Rule.OTHER_OWNER, withdraw(request, takesBack("N", best)));
    parties.assertRefused(Rule.OTHER_CONTEXT, withdraw(request, passes("M", request)));
    parties.assertRefused(
        Rule.UNKNOWN_HANDLE, withdraw(request, takesBack("M", new Handle(1, 2, 3, 4))));
    assertThat(winner(request)).isEqualTo(best);
  }

  @Test
  void aWithdrawalIsForTheRequestThatTheQuoteWasMeantFor() {
    Handle one = open("M");
    Handle two = open("M");
    Handle quote = quoted("M", one, 100);
    parties.assertRefused(Rule.OTHER_CONTEXT, withdraw(two, takesBack("M", quote)));
    assertThat(winner(one)).isEqualTo(quote);
  }

  @Test
  void whatItsMakerTookBackIsOutAndNothingOlderComesBack() {
    Handle request = open("M", "N");
    Handle oldest = offer("M", request, 90);
    Handle older = quoted("M", request, 95);
    Handle latest = quoted("M", request, 100);
    Handle other = quoted("N", request, 200);
    Statement word = takesBack("M", latest);
    assertThat(parties.run(withdraw(request, word))).isEqualTo(new Outcome.Done());
    parties.assertRefused(Rule.OLDER_QUOTE, admit(request, oldest));
    parties.assertRefused(Rule.USED_BEFORE, admit(request, older));
    parties.assertRefused(Rule.USED_BEFORE, admit(request, latest));
    assertThat(parties.run(withdraw(request, word))).as("again").isEqualTo(new Outcome.Done());
    assertThat(winner(request)).isEqualTo(other);
  }

  @Test
  void aQuoteThatWasTakenBackBeforeItsAdmissionStaysOut() {
    Handle request = open("M", "N");
    Handle quote = offer("M", request, 100);
    Handle other = quoted("N", request, 200);
    assertThat(parties.run(withdraw(request, takesBack("M", quote))))
        .isEqualTo(new Outcome.Done());
    parties.assertRefused(Rule.USED_BEFORE, admit(request, quote));
    assertThat(winner(request)).isEqualTo(other);
  }

  @Test
  void aWithdrawnMakerMayQuoteAnew() {
    Handle request = open("M");
    Handle first = quoted("M", request, 100);
    parties.run(withdraw(request, takesBack("M", first)));
    Handle second = quoted("M", request, 101);
    assertThat(winner(request)).isEqualTo(second);
  }

  @Test
  void aQuoteThatCameAfterTheCloseIsRefused() {
    Handle request = open("M", "N");
    quoted("M", request, 200);
    Origin said = parties.quote("N", request);
    Origin late =
        new Origin("N", "N", said.sequence(), CLOSE + 1, said.ownId(), 0, false, said.purpose());
    parties.assertRefused(Rule.AFTER_CLOSE, admit(request, parties.put(late, offer(100))));
  }

  @Test
  void nobodySelectsBeforeTheCloseAsLongAsAQuoteMayCome() {
    itIs(CLOSE - 1);
    Handle request = open("M", "N");
    quoted("M", request, 200);
    assertTooEarly(request);
    Handle best = quoted("N", request, 100);
    assertThat(winner(request)).as("everybody has answered").isEqualTo(best);
  }

  @Test
  void theSlowestClockCounts() {
    itIs(CLOSE);
    clocks.get(1).set(CLOSE - 1);
    Handle request = open("M", "N");
    Handle quote = quoted("M", request, 200);
    assertTooEarly(request);
    assertTooEarly(request);
    clocks.get(1).set(CLOSE);
    assertThat(winner(request)).isEqualTo(quote);
  }

  @Test
  void whoHasPassedIsNotWaitedFor() {
    itIs(CLOSE - 1);
    Handle request = open("M", "N");
    Handle quote = quoted("M", request, 200);
    Handle other = open("N");
    parties.assertRefused(Rule.OTHER_CONTEXT, select(request, passes("N", other)));
    Statement passes = passes("N", request);
    Statement forged =
        new Statement("M", passes.timeMillis(), passes.purpose(), passes.signature());
    parties.assertRefused(Rule.SIGNATURE, select(request, forged));
    assertThat(winner(request, passes)).isEqualTo(quote);
  }

  @Test
  void aPassFromBeforeAQuoteIsNone() {
    itIs(CLOSE - 1);
    Handle request = open("M");
    Statement passed = passes("M", request);
    Handle quote = quoted("M", request, 100);
    parties.run(withdraw(request, takesBack("M", quote)));
    assertTooEarly(request, passed);
    Outcome nothing = new Outcome.Selected(List.of(), List.of(), List.of());
    assertThat(parties.run(select(request, passes("M", request)))).isEqualTo(nothing);
  }

  @Test
  void anInputCannotStandForAWord() {
    Handle request = open("M");
    Handle quote = quoted("M", request, 100);
    Handle input =
        parties.put(parties.message("M", new Purpose.Withdrawal(quote)), Vector.input(0, 0, 0, 0, 0, 0));
    parties.assertRefused(Rule.OTHER_CONTEXT, admit(request, input));
    assertThat(winner(request)).isEqualTo(quote);
  }
}
