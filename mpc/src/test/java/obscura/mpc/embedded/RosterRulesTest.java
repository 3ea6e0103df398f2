package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What trades, and who speaks for it, is what the operators signed, whatever the venue hands in.
 */
class RosterRulesTest {
  private static final Purpose ORDER = new Purpose.Order(Lifetime.RESTS);
  private static final TestOperators OPERATORS = Rig.OPERATORS;
  private static final Roster KNOWN = OPERATORS.roster();

  @TempDir Path directory;
  private HonestParties parties;
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, Mode.SEMI_HONEST);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private boolean trades(long instrument) {
    return sells(instrument, 100);
  }

  private boolean sells(long instrument, long price) {
    Handle order = parties.put(parties.message("A", ORDER), Rig.order(instrument, 1, 5, price, 0));
    return ((Outcome.Matched) parties.run(new Job.AddOrder(++job, order))).valid();
  }

  private void adopt(Roster roster) {
    parties.roster(OPERATORS.text(roster)).forEach(CompletableFuture::join);
    parties.join();
  }

  private void assertNotTaken(Rule rule, String text, String why) {
    for (CompletableFuture<Long> answer : parties.roster(text)) {
      assertThatThrownBy(answer::join)
          .hasCauseInstanceOf(RefusedException.class)
          .hasMessageContaining(why);
    }
    parties.parties.forEach(p -> assertThat(p.refusals().get(rule)).isPositive());
    parties.join();
    assertThat(trades(1)).as("all go by the roster that they had").isTrue();
  }

  @Test
  void anInstrumentTradesWhenTwoOperatorsSignedIt() {
    assertThat(trades(5)).isFalse();
    Roster more = KNOWN.with(TestOperators.instrument(5, true));
    assertNotTaken(Rule.ROSTER, OPERATORS.text(more), "has 0 signatures");
    assertNotTaken(Rule.ROSTER, OPERATORS.text(OPERATORS.signed(more, 2)), "has 1 signatures");
    adopt(OPERATORS.signed(more, 2, 0));
    assertThat(trades(5)).isTrue();
    adopt(
        OPERATORS.signed(
            OPERATORS.signed(more, 2, 0).with(TestOperators.instrument(5, false)), 1, 2));
    assertThat(trades(5)).isFalse();
    assertThat(trades(1)).isTrue();
  }

  /** The venue wants a trade at a price that the operators' band forbids. */
  @Test
  void anotherBandIsNotTakenFromTheVenue() {
    Roster narrow =
        OPERATORS.signed(
            KNOWN.with(Entry.parse("instrument 5 0.001 0.01 on midpoint 90 110")), 0, 1);
    adopt(narrow);
    assertThat(trades(5)).isTrue();
    assertThat(sells(5, 111)).isFalse();
    Roster wide = narrow.with(Entry.parse("instrument 5 0.001 0.01 on midpoint 90 1000"));
    assertNotTaken(Rule.ROSTER, OPERATORS.text(OPERATORS.signed(wide, 2)), "has 1 signatures");
    assertNotTaken(
        Rule.ROSTER,
        OPERATORS.text(narrow).replace("midpoint 90 110", "midpoint 90 1000"),
        "the chain is broken here");
    assertThat(sells(5, 111)).as("the band is what two operators signed").isFalse();
    adopt(OPERATORS.signed(wide, 2, 1));
    assertThat(sells(5, 111)).isTrue();
    assertThat(sells(5, 1_001)).isFalse();
  }

  @Test
  void anOlderRosterOrAnotherOneIsRefused() {
    Roster longer = OPERATORS.signed(KNOWN.with(TestOperators.instrument(5, true)), 0, 1);
    adopt(longer);
    assertNotTaken(Rule.ROSTER, OPERATORS.text(KNOWN), "does not go on from mine");
    Roster forked = OPERATORS.signed(KNOWN.with(TestOperators.instrument(5, false)), 0, 1);
    assertNotTaken(Rule.ROSTER, OPERATORS.text(forked), "does not go on from mine");
  }

  @Test
  void anEntryCannotBeChangedAfterItWasSigned() {
    String text =
        OPERATORS.text(OPERATORS.signed(KNOWN.with(TestOperators.instrument(5, false)), 0, 1));
    assertNotTaken(
        Rule.ROSTER,
        text.replace("instrument 5 0.001 0.01 off", "instrument 5 0.001 0.01 on"),
        "entry 8: the chain is broken here");
    Roster other = KNOWN.with(TestOperators.instrument(5, true));
    String head = other.head().toString();
    String rechained =
        text.replace("instrument 5 0.001 0.01 off", "instrument 5 0.001 0.01 on")
            .replaceFirst("entry 8 [0-9a-f]{64}", "entry 8 " + head);
    assertNotTaken(Rule.ROSTER, rechained, "entry 8: the signature of operator 0 is wrong");
  }

  @Test
  void aRosterOfAnotherVenueIsRefused() {
    Roster elsewhere =
        OPERATORS.signed(Roster.empty("ELSEWHERE").with(TestOperators.instrument(5, true)), 0, 1);
    assertNotTaken(Rule.OTHER_VENUE, OPERATORS.text(elsewhere), "another venue");
  }

  @Test
  void aPartysKeyNeedsItsOwnOperator() {
    Entry key = new Entry.Key(Entry.Role.PARTY, "2", "ab".repeat(32));
    assertNotTaken(
        Rule.ROSTER,
        OPERATORS.text(OPERATORS.signed(KNOWN.with(key), 0, 1)),
        "the party's own operator did not sign its key");
  }

  @Test
  void aPartyOnTheLineThatTheRosterDoesNotNameIsNotWorkedWith() {
    Entry key = new Entry.Key(Entry.Role.PARTY, "2", "ab".repeat(32));
    String text = OPERATORS.text(OPERATORS.signed(KNOWN.with(key), 0, 2));
    parties.roster(text).forEach(CompletableFuture::join);
    assertThatThrownBy(parties::join).hasMessageContaining("another key than the roster names");
  }

  /** One party was handed less than the others: all go by what all have. */
  @Test
  void aRosterCountsWhenAllHaveIt() {
    Roster longer = OPERATORS.signed(KNOWN.with(TestOperators.instrument(5, true)), 0, 1);
    parties.rosterTo(0, OPERATORS.text(longer)).join();
    parties.rosterTo(1, OPERATORS.text(longer)).join();
    parties.join();
    assertThat(trades(5)).isFalse();
    adopt(longer);
    assertThat(trades(5)).isTrue();
  }

  @Test
  void anotherGatewaysKeyTakesThePlaceOfTheFirst() {
    String other = new GatewayKey(Rig.key(3)).verifier().hex();
    adopt(OPERATORS.signed(KNOWN.with(TestOperators.gateway(other)), 0, 1));
    parties.assertNotTaken(
        Rule.SIGNATURE, parties.split(parties.message("A", ORDER), Rig.sell(5, 100)));
  }

  @Test
  void aFirmThatSealsSendsNothingThroughTheGateway() {
    adopt(OPERATORS.signed(KNOWN.with(new Entry.Firm("SHUT", true)), 0, 1));
    Origin said = parties.message("A", ORDER);
    Origin shut = new Origin("A", "SHUT", said.sequence(), said.timeMillis(), "X", 0, false, ORDER);
    parties.assertNotTaken(Rule.SEALED_ONLY, parties.split(shut, Rig.sell(5, 100)));
    assertThat(trades(1)).isTrue();
  }

  @Test
  void theRosterIsThereAfterARestart() {
    Roster longer = OPERATORS.signed(KNOWN.with(TestOperators.instrument(5, true)), 0, 1);
    adopt(longer);
    parties.close();
    parties = new HonestParties(directory, Mode.SEMI_HONEST, OPERATORS.text(longer));
    assertThat(trades(5)).isTrue();
    assertNotTaken(Rule.ROSTER, OPERATORS.text(KNOWN), "does not go on from mine");
  }

  @Test
  void theReaderIsStrict() {
    String text = OPERATORS.text(KNOWN);
    for (List<String> wrong :
        List.of(
            List.of("obscura-roster 1 ", "obscura-roster 2 ", "unknown version"),
            List.of("obscura-roster", "something", "no roster"),
            List.of("entry 2 ", "entry 1 ", "entry 1 stands where entry 2 belongs"),
            List.of("signature 0 ", "signature 7 ", "malformed or double"),
            List.of("signature 1 ", "signature 0 ", "malformed or double"),
            List.of(" on midpoint", " perhaps midpoint", "is no entry"))) {
      assertNotTaken(Rule.ROSTER, text.replace(wrong.get(0), wrong.get(1)), wrong.get(2));
    }
  }
}
