package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Ending.Cause;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
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
 * A venue that would like an order out of the book, or a request ended, which nobody wanted. Each
 * party asks for the owner's word, or for the time to be over, by itself; what it must take from
 * the venue it counts.
 */
class EndingRulesTest {
  private static final long START = 1_000_000;
  private static final long EXPIRES = START + 10_000;
  private static final Vector ASKED = Vector.input(1, 0, 5, 0, 0, 0);
  private static final Ending EXPIRED = new Ending.Expired();

  @TempDir Path directory;
  private final List<SetClock> clocks =
      List.of(new SetClock(START), new SetClock(START), new SetClock(START));
  private HonestParties parties;
  private long job;
  private long messages;

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

  private Origin message(String owner, Purpose purpose) {
    long number = ++messages;
    long time = clocks.get(0).millis();
    return new Origin(owner, owner, number, time, "ID" + number, 0, false, purpose);
  }

  /** An order of A that rests. */
  private Handle rests(long expires) {
    Handle order =
        parties.put(message("A", new Purpose.Order(Lifetime.RESTS, expires)), Rig.sell(5, 100));
    assertThat(((Outcome.Matched) parties.run(new Job.AddOrder(++job, order))).resting()).isTrue();
    return order;
  }

  private boolean isMet(Handle order) {
    Handle buy =
        parties.put(message("B", new Purpose.Order(Lifetime.IMMEDIATE_OR_CANCEL)), Rig.buy(1, 100));
    Outcome.Matched matched = (Outcome.Matched) parties.run(new Job.AddOrder(++job, buy));
    return matched.fills().stream().anyMatch(fill -> fill.contra().equals(order));
  }

  private static Statement says(GatewayKey gateway, String owner, Purpose purpose) {
    return Statements.signed(Rig.GATEWAY.instance(), gateway, owner, START, purpose);
  }

  private static Ending cancels(String owner, Handle what) {
    return new Ending.ByOwner(says(Rig.GATEWAY.key(), owner, new Purpose.Cancel(what)));
  }

  private static Ending byVenue(Cause cause) {
    return new Ending.ByVenue(cause);
  }

  private Job remove(Handle order, Ending why) {
    return new Job.RemoveOrder(++job, order, why);
  }

  private Job close(Handle request, Ending why) {
    return new Job.CloseRequest(++job, request, why);
  }

  private void assertEndedByVenue(Cause cause, long times) {
    parties.parties.forEach(p -> assertThat(p.endedByVenue()).containsEntry(cause, times));
  }

  @Test
  void anOrderLeavesOnItsOwnersWordAndNoOther() {
    Handle order = rests(Purpose.NO_EXPIRY);
    Handle other = rests(Purpose.NO_EXPIRY);
    Statement said = says(Rig.GATEWAY.key(), "B", new Purpose.Cancel(order));
    Statement bent = new Statement("A", said.timeMillis(), said.purpose(), said.signature());
    Statement forged = says(new GatewayKey(Rig.key(3)), "A", new Purpose.Cancel(order));
    Statement withdraws = says(Rig.GATEWAY.key(), "A", new Purpose.Withdrawal(order));
    parties.assertRefused(Rule.SIGNATURE, remove(order, new Ending.ByOwner(bent)));
    parties.assertRefused(Rule.SIGNATURE, remove(order, new Ending.ByOwner(forged)));
    parties.assertRefused(Rule.OTHER_OWNER, remove(order, new Ending.ByOwner(said)));
    parties.assertRefused(Rule.OTHER_CONTEXT, remove(order, new Ending.ByOwner(withdraws)));
    parties.assertRefused(Rule.OTHER_CONTEXT, remove(order, cancels("A", other)));
    assertThat(isMet(order)).isTrue();
    assertThat(parties.run(remove(order, cancels("A", order))))
        .isEqualTo(new Outcome.Removed(true));
    assertThat(isMet(order)).isFalse();
    assertThat(parties.run(remove(order, cancels("A", order))))
        .as("once more")
        .isEqualTo(new Outcome.Removed(false));
    assertEndedByVenue(Cause.OPERATOR, 0);
  }

  @Test
  void anOrderExpiresWhenTwoClocksSaySo() {
    Handle order = rests(EXPIRES);
    itIs(EXPIRES - 1);
    clocks.get(2).set(EXPIRES + 1_000);
    assertThat(parties.run(remove(order, EXPIRED))).isEqualTo(new Outcome.TooEarly());
    assertThat(isMet(order)).isTrue();
    clocks.get(1).set(EXPIRES);
    assertThat(parties.run(remove(order, EXPIRED))).isEqualTo(new Outcome.Removed(true));
  }

  @Test
  void anOrderWithoutAnExpiryNeverExpires() {
    Handle order = rests(Purpose.NO_EXPIRY);
    itIs(START + 1_000_000_000);
    parties.join();
    assertThat(parties.run(remove(order, EXPIRED))).isEqualTo(new Outcome.TooEarly());
  }

  /** The second names a later time, the third none. */
  @Test
  void aReplacementMovesTheExpiryIfItsOwnerSaysSo() {
    Handle order = rests(EXPIRES);
    Handle longer = replaced(order, EXPIRES + 5);
    Handle same = replaced(longer, Purpose.NO_EXPIRY);
    itIs(EXPIRES + 4);
    assertThat(parties.run(remove(same, EXPIRED))).isEqualTo(new Outcome.TooEarly());
    parties.assertRefused(Rule.OTHER_CONTEXT, remove(same, cancels("A", order)));
    itIs(EXPIRES + 5);
    assertThat(parties.run(remove(same, EXPIRED))).isEqualTo(new Outcome.Removed(true));
  }

  private Handle replaced(Handle order, long expires) {
    Handle next =
        parties.put(message("A", new Purpose.Replacement("ID1", expires)), Rig.sell(4, 100));
    Job replace = new Job.ReplaceOrder(++job, order, next);
    assertThat(((Outcome.Matched) parties.run(replace)).resting()).isTrue();
    return next;
  }

  @Test
  void whatTheVenueEndsByItselfIsCountedForEachCause() {
    for (Cause cause : List.of(Cause.HALT, Cause.DISCONNECT, Cause.OPERATOR)) {
      assertThat(parties.run(remove(rests(Purpose.NO_EXPIRY), byVenue(cause))))
          .isEqualTo(new Outcome.Removed(true));
      assertThat(parties.run(close(open(), byVenue(cause)))).isEqualTo(new Outcome.Done());
      assertEndedByVenue(cause, 2);
    }
  }

  @Test
  void anOrderDoesNotLeaveForAReasonOfRequests() {
    Handle order = rests(Purpose.NO_EXPIRY);
    parties.assertRefused(Rule.OTHER_CONTEXT, remove(order, byVenue(Cause.HOLD_OVER)));
    assertEndedByVenue(Cause.HOLD_OVER, 0);
    assertThat(isMet(order)).isTrue();
  }

  private Handle open() {
    Purpose asks = new Purpose.Request(false, false, List.of("M"), START + 1_000, false, EXPIRES);
    Handle request = parties.put(message("T", asks), ASKED);
    assertThat(parties.run(new Job.AdmitRequest(++job, request)))
        .isEqualTo(new Outcome.Admitted(true));
    return request;
  }

  private void quote(Handle request) {
    Purpose quotes = new Purpose.Quote(Purpose.Quote.alias(request, "M"));
    Handle quote = parties.put(message("M", quotes), Vector.input(1, 1, 5, 100, 0, 0));
    assertThat(parties.run(new Job.AdmitQuote(++job, request, quote)))
        .isEqualTo(new Outcome.Admitted(true));
  }

  private Outcome select(Handle request) {
    return parties.run(new Job.SelectBest(++job, request));
  }

  private void assertEnded(Handle request) {
    parties.assertRefused(Rule.WRONG_STAGE, new Job.SelectBest(++job, request));
  }

  @Test
  void aRequestEndsOnItsTakersWordAndNoOther() {
    Handle request = open();
    Handle other = open();
    quote(request);
    parties.assertRefused(Rule.OTHER_OWNER, close(request, cancels("M", request)));
    parties.assertRefused(Rule.OTHER_CONTEXT, close(request, cancels("T", other)));
    Statement forged = says(new GatewayKey(Rig.key(3)), "T", new Purpose.Cancel(request));
    parties.assertRefused(Rule.SIGNATURE, close(request, new Ending.ByOwner(forged)));
    assertThat(select(request)).as("it goes on").isInstanceOf(Outcome.Selected.class);
    assertThat(parties.run(close(request, cancels("T", request)))).isEqualTo(new Outcome.Done());
    assertEnded(request);
    assertThat(parties.run(close(request, cancels("M", request))))
        .as("what is over is not asked why")
        .isEqualTo(new Outcome.Done());
  }

  @Test
  void aRequestExpiresWhenItsTimeIsOver() {
    Handle request = open();
    quote(request);
    itIs(EXPIRES - 1);
    assertThat(parties.run(close(request, EXPIRED))).isEqualTo(new Outcome.TooEarly());
    itIs(EXPIRES);
    assertThat(parties.run(close(request, EXPIRED))).isEqualTo(new Outcome.Done());
    assertEnded(request);
  }

  @Test
  void theVenueCallsNothingOverThatWasNotSelected() {
    Handle request = open();
    quote(request);
    parties.assertRefused(Rule.OTHER_CONTEXT, close(request, byVenue(Cause.HOLD_OVER)));
    assertThat(select(request)).isInstanceOf(Outcome.Selected.class);
    assertThat(parties.run(close(request, byVenue(Cause.HOLD_OVER)))).isEqualTo(new Outcome.Done());
    assertEnded(request);
    assertEndedByVenue(Cause.HOLD_OVER, 1);
  }
}
