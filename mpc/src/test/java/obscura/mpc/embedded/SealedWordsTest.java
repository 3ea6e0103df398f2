package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Ending;
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
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A firm signs for itself, as the operators entered it. The venue goes on to speak in its name,
 * with the gateway's key: nothing of that counts, neither inputs nor words.
 */
class SealedWordsTest {
  private static final Purpose ORDER = new Purpose.Order(Lifetime.RESTS);

  /** Later than the clocks of the parties, by far. */
  private static final long CLOSES = 2 * HonestParties.CLOSES;

  @TempDir Path directory;
  private HonestParties parties;
  private Roster roster = Rig.OPERATORS.roster();
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, Mode.SEMI_HONEST);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void enters(String name, boolean sealed) {
    roster = Rig.OPERATORS.signed(roster.with(new Entry.Firm(name, sealed)), 0, 1);
    parties.roster(Rig.OPERATORS.text(roster)).forEach(CompletableFuture::join);
    parties.join();
  }

  private void signsForItself(String name) {
    enters(name, true);
  }

  private static Origin of(Origin said, String firm) {
    return new Origin(
        said.owner(),
        firm,
        said.sequence(),
        said.timeMillis(),
        said.ownId(),
        said.part(),
        said.openToCompliance(),
        said.purpose());
  }

  private Handle rests(Origin origin) {
    Handle order = parties.put(origin, Rig.sell(5, 100));
    assertThat(((Outcome.Matched) parties.run(new Job.AddOrder(++job, order))).resting()).isTrue();
    return order;
  }

  private boolean isMet(Handle order) {
    Origin buys = parties.message("B", new Purpose.Order(Lifetime.IMMEDIATE_OR_CANCEL));
    Job add = new Job.AddOrder(++job, parties.put(buys, Rig.buy(1, 100)));
    return ((Outcome.Matched) parties.run(add))
        .fills().stream().anyMatch(fill -> fill.contra().equals(order));
  }

  private Ending cancels(String owner, Handle what) {
    return new Ending.ByOwner(parties.says(owner, new Purpose.Cancel(what)));
  }

  private Job remove(String owner, Handle order) {
    return new Job.RemoveOrder(++job, order, cancels(owner, order));
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

  private Outcome select(Handle request) {
    return parties.run(new Job.SelectBest(++job, request));
  }

  @Test
  void itsOrderStaysInTheBook() {
    Handle order = rests(parties.message("A", ORDER));
    signsForItself("A");
    parties.assertRefused(Rule.SEALED_ONLY, remove("A", order));
    assertThat(isMet(order)).isTrue();
    enters("A", false);
    assertThat(parties.run(remove("A", order))).isEqualTo(new Outcome.Removed(true));
  }

  /** The record of an order says of which firm its owner is. */
  @Test
  void itsTradersOrderStaysInTheBook() {
    Handle order = rests(of(parties.message("A1", ORDER), "A"));
    signsForItself("A");
    parties.assertRefused(Rule.SEALED_ONLY, remove("A1", order));
    assertThat(isMet(order)).isTrue();
  }

  /** The gateway called the firm of a trader otherwise: so operators enter their CompIDs too. */
  @Test
  void itsTradersAreNotSpokenForAsAnotherFirms() {
    Handle order = rests(of(parties.message("A1", ORDER), "OTHER"));
    signsForItself("A1");
    parties.assertRefused(Rule.SEALED_ONLY, remove("A1", order));
    Origin another = of(parties.message("A1", ORDER), "OTHER");
    parties.parties.forEach(p -> assertThat(p.refusals()).containsEntry(Rule.SEALED_ONLY, 1L));
    for (int k = 0; k < 3; k++) {
      CompletableFuture<Handle> put =
          parties.parties.get(k).put(parties.split(another, Rig.sell(5, 100))[k], parties.ask());
      assertThat(put).failsWithin(Duration.ofSeconds(5));
      assertThat(parties.parties.get(k).refusals()).containsEntry(Rule.SEALED_ONLY, 2L);
    }
    assertThat(isMet(order)).isTrue();
  }

  @Test
  void itsRequestGoesOn() {
    Handle request = asks("M");
    signsForItself("T");
    parties.assertRefused(
        Rule.SEALED_ONLY, new Job.CloseRequest(++job, request, cancels("T", request)));
    quotes("M", request);
    assertThat(((Outcome.Selected) select(request)).oneWay()).hasSize(1);
  }

  @Test
  void itsQuoteStaysInTheSet() {
    Handle request = asks("M");
    Handle quote = quotes("M", request);
    signsForItself("M");
    Statement word = parties.says("M", new Purpose.Withdrawal(quote));
    parties.assertRefused(Rule.SEALED_ONLY, new Job.WithdrawQuote(++job, request, word));
    assertThat(((Outcome.Selected) select(request)).oneWay()).hasSize(1);
  }

  @Test
  void itIsWaitedForAsItHasNotPassed() {
    Handle request = asks("M", "N");
    quotes("N", request);
    Handle silent = asks("M");
    signsForItself("M");
    parties.assertRefused(
        Rule.SEALED_ONLY, new Job.SelectBest(++job, request, List.of(passes("M", request))));
    assertThat(select(request)).isEqualTo(new Outcome.TooEarly());
    Ending unquoted = new Ending.Unquoted(List.of(passes("M", silent)));
    parties.assertRefused(Rule.SEALED_ONLY, new Job.CloseRequest(++job, silent, unquoted));
  }

  /** A maker's firm stands in the record of its quote, if it had one. */
  @Test
  void itsTraderIsWaitedForAfterItsQuoteWasTakenBack() {
    Handle request = asks("M1");
    Origin said = of(parties.quote("M1", request), "M");
    Handle quote = parties.put(said, Vector.input(1, 1, 5, 100, 0, 0));
    parties.run(new Job.AdmitQuote(++job, request, quote));
    Statement word = parties.says("M1", new Purpose.Withdrawal(quote));
    assertThat(parties.run(new Job.WithdrawQuote(++job, request, word)))
        .isEqualTo(new Outcome.Done());
    signsForItself("M");
    parties.assertRefused(
        Rule.SEALED_ONLY, new Job.SelectBest(++job, request, List.of(passes("M1", request))));
  }

  /** The venue has kept some back, from when the gateway could speak for it. */
  @Test
  void inputsInItsNameFromBeforeAreWorthNothing() {
    Handle order = parties.put(parties.message("A", ORDER), Rig.sell(5, 100));
    signsForItself("A");
    parties.assertRefused(Rule.SEALED_ONLY, new Job.AddOrder(++job, order));
    assertThat(isMet(order)).isFalse();
  }

  /** The gateway would be given what is the firm's alone. */
  @Test
  void nothingIsRevealedThatIsAskedForInItsName() {
    Handle order = rests(of(parties.message("A1", ORDER), "A"));
    assertThat(parties.reads("A1", order)).isTrue();
    Origin buys = parties.message("B", new Purpose.Order(Lifetime.IMMEDIATE_OR_CANCEL));
    Job add = new Job.AddOrder(++job, parties.put(buys, Rig.buy(1, 100)));
    Handle fill = ((Outcome.Matched) parties.run(add)).fills().get(0).fill();
    signsForItself("A");
    assertThat(parties.reads("A1", order)).isFalse();
    parties.parties.forEach(p -> assertThat(p.refusals()).containsEntry(Rule.NOT_ENTITLED, 1L));
    signsForItself("A1");
    assertThat(parties.reads("A1", fill)).isFalse();
    assertThat(parties.reads("B", fill)).isTrue();
  }

  @Test
  void nobodyElseIsConcerned() {
    Handle order = rests(parties.message("A", ORDER));
    signsForItself("C");
    assertThat(parties.run(remove("A", order))).isEqualTo(new Outcome.Removed(true));
  }
}
