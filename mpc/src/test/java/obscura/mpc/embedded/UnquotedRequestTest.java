package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
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
 * A venue that would like to end a request before somebody quotes it, and calls that nobody's wish.
 * Each party waits for the close, by three clocks, or for each maker's own word.
 */
class UnquotedRequestTest {
  private static final long START = 100_000;
  private static final long CLOSES = START + 5_000;

  @TempDir Path directory;
  private final List<SetClock> clocks =
      List.of(new SetClock(START), new SetClock(START), new SetClock(START));
  private HonestParties parties;
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, Mode.SEMI_HONEST, Rig.PAPERS.roster(), clocks::get);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void itIs(long millis) {
    clocks.forEach(clock -> clock.set(millis));
  }

  private Handle asks(String... invited) {
    Purpose asks = new Purpose.Request(false, false, List.of(invited), CLOSES);
    Handle request = parties.put(parties.message("T", asks), Vector.input(1, 0, 5, 0, 0, 0));
    assertThat(parties.run(new Job.AdmitRequest(++job, request)))
        .isEqualTo(new Outcome.Admitted(true));
    return request;
  }

  private Handle quotes(String maker, Handle request) {
    Handle quote = parties.put(parties.quote(maker, request), Vector.input(1, 1, 5, 100, 0, 0));
    assertThat(parties.run(new Job.AdmitQuote(++job, request, quote)))
        .isEqualTo(new Outcome.Admitted(true));
    return quote;
  }

  private Statement passes(String maker, Handle request) {
    return parties.says(maker, new Purpose.Pass(Purpose.Quote.alias(request, maker)));
  }

  private Job unquoted(Handle request, Statement... passes) {
    return new Job.CloseRequest(++job, request, new Ending.Unquoted(List.of(passes)));
  }

  private void assertEnds(Job close) {
    assertThat(parties.run(close)).isEqualTo(new Outcome.Done());
    Handle request = ((Job.CloseRequest) close).request();
    parties.assertRefused(Rule.WRONG_STAGE, new Job.SelectBest(++job, request));
  }

  private Outcome.Selected select(Handle request) {
    return (Outcome.Selected) parties.run(new Job.SelectBest(++job, request));
  }

  @Test
  void beforeItsCloseItGoesOn() {
    Handle request = asks("M");
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request));
    itIs(CLOSES - 1_001);
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request));
    quotes("M", request);
    assertThat(select(request).oneWay()).hasSize(1);
  }

  /** Clocks differ a little: so much is no lie. */
  @Test
  void shortlyBeforeItsCloseItIsAskedForAgain() {
    Handle request = asks("M");
    for (long early : List.of(1_000L, 1L)) {
      itIs(CLOSES - early);
      assertThat(parties.run(unquoted(request))).isEqualTo(new Outcome.TooEarly());
    }
    parties.parties.forEach(p -> assertThat(p.refusals()).containsEntry(Rule.BEFORE_CLOSE, 0L));
    itIs(CLOSES);
    assertEnds(unquoted(request));
  }

  @Test
  void oneClockDoesNotBringTheCloseForward() {
    Handle request = asks("M");
    clocks.get(2).set(CLOSES + 60_000);
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request));
    clocks.get(0).set(CLOSES);
    assertEnds(unquoted(request));
  }

  @Test
  void itEndsWhenEveryMakerHasPassed() {
    Handle request = asks("M", "N");
    Handle other = asks("N");
    Statement word = passes("M", request);
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request, word));
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request, word, passes("X", request)));
    parties.assertRefused(Rule.OTHER_CONTEXT, unquoted(request, word, passes("N", other)));
    GatewayKey another = new GatewayKey(Rig.key(3));
    Purpose pass = new Purpose.Pass(Purpose.Quote.alias(request, "N"));
    Statement forged = Statements.signed(Rig.GATEWAY.instance(), another, "N", START, pass);
    parties.assertRefused(Rule.SIGNATURE, unquoted(request, word, forged));
    assertEnds(unquoted(request, word, passes("N", request)));
    quotes("N", other);
  }

  @Test
  void aPassFromBeforeAQuoteIsNone() {
    Handle request = asks("M");
    Statement passed = passes("M", request);
    Handle quote = quotes("M", request);
    Statement back = parties.says("M", new Purpose.Withdrawal(quote));
    parties.run(new Job.WithdrawQuote(++job, request, back));
    parties.assertRefused(Rule.BEFORE_CLOSE, unquoted(request, passed));
    assertEnds(unquoted(request, passes("M", request)));
  }

  @Test
  void whatHasQuotesIsNotUnquoted() {
    Handle request = asks("M");
    quotes("M", request);
    itIs(CLOSES);
    parties.assertRefused(Rule.OTHER_CONTEXT, unquoted(request));
    assertThat(select(request).oneWay()).hasSize(1);
    parties.assertRefused(Rule.OTHER_CONTEXT, unquoted(request));
  }

  /** The makers had passed when the parties selected: nobody needs to pass again. */
  @Test
  void whatWasSelectedFromNothingEndsAtOnce() {
    Handle request = asks("M");
    Job select = new Job.SelectBest(++job, request, List.of(passes("M", request)));
    assertThat(((Outcome.Selected) parties.run(select)).oneWay()).isEmpty();
    assertEnds(unquoted(request));
  }

  @Test
  void anOrderIsNoRequest() {
    Purpose rests = new Purpose.Order(Job.Lifetime.RESTS);
    Handle order = parties.put(parties.message("A", rests), Rig.sell(5, 100));
    parties.run(new Job.AddOrder(++job, order));
    parties.assertRefused(
        Rule.OTHER_CONTEXT, new Job.RemoveOrder(++job, order, new Ending.Unquoted()));
  }
}
