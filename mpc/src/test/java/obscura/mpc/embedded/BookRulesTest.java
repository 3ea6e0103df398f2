package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Vector;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reference prices, sweeps and budgets as each party keeps them by itself, whatever the venue says;
 * and that they survive with the rest of the public state.
 */
class BookRulesTest {
  private static final OracleKey ORACLE = new OracleKey(Rig.key(5));
  private static final OracleKey NOBODY = new OracleKey(Rig.key(6));
  private static final long MINUTE = 60_000;

  @TempDir Path directory;
  private final long start = 28_000_000 * MINUTE;
  private final List<SetClock> clocks =
      List.of(new SetClock(start), new SetClock(start), new SetClock(start));
  private HonestParties parties;
  private long job;
  private long messages;

  private final Roster roster = signed();

  private static Roster signed() {
    Roster roster = Rig.OPERATORS.roster();
    for (String line :
        List.of(
            "instrument 12 0.001 0.01 on reference 50 150",
            "key oracle FEED " + ORACLE.publicHex(),
            "parameter match-passes 2",
            "parameter misses-per-minute 3",
            "parameter reference-max-age 30")) {
      roster = roster.with(Entry.parse(line));
    }
    return Rig.OPERATORS.signed(roster, 0, 1);
  }

  private String roster() {
    return Rig.OPERATORS.text(roster);
  }

  @BeforeEach
  void open() {
    parties = new HonestParties(directory, Mode.MALICIOUS, roster(), clocks::get);
  }

  @AfterEach
  void close() {
    parties.close();
  }

  private Origin message(String firm, Lifetime lifetime, long timeMillis) {
    long number = ++messages;
    Purpose purpose = new Purpose.Order(lifetime);
    return new Origin(firm, firm, number, timeMillis, "ID" + number, 0, false, purpose);
  }

  private void itIs(long millis) {
    clocks.forEach(clock -> clock.set(millis));
  }

  private Handle put(String firm, Vector order) {
    return parties.put(message(firm, Lifetime.RESTS, clocks.get(0).millis()), order);
  }

  private Outcome.Matched add(Handle order) {
    return (Outcome.Matched) parties.run(new Job.AddOrder(++job, order));
  }

  private Outcome.Matched added(String firm, Vector order) {
    return add(put(firm, order));
  }

  private Job price(long ticks, long timeMillis) {
    return new Job.SetReference(++job, ORACLE.sign("TEST", 12, ticks, timeMillis, "FEED"));
  }

  private Outcome.Swept sweep() {
    return (Outcome.Swept) parties.run(new Job.Sweep(++job));
  }

  private static Vector order(boolean sells, long quantity, long price) {
    return Rig.order(12, sells ? 1 : 0, quantity, price, 0);
  }

  @Test
  void aPriceNeedsAnOracleOfTheRosterTheVenueTheBandAndToBeNews() {
    assertThat(parties.run(price(100, start))).isEqualTo(new Outcome.Done());
    for (SignedPrice wrong :
        List.of(
            NOBODY.sign("TEST", 12, 100, start + 1, "FEED"),
            ORACLE.sign("TEST", 12, 100, start + 1, "OTHER"),
            ORACLE.sign("ELSEWHERE", 12, 100, start + 1, "FEED"),
            ORACLE.sign("TEST", 1, 100, start + 1, "FEED"),
            ORACLE.sign("TEST", 99, 100, start + 1, "FEED"),
            ORACLE.sign("TEST", 12, 49, start + 1, "FEED"),
            ORACLE.sign("TEST", 12, 151, start + 1, "FEED"),
            ORACLE.sign("TEST", 12, 101, start, "FEED"),
            ORACLE.sign("TEST", 12, 101, start - 1, "FEED"))) {
      parties.assertRefused(Rule.REFERENCE, new Job.SetReference(++job, wrong));
    }
    assertThat(added("A", order(true, 5, 100)).resting()).isTrue();
    assertThat(added("B", order(false, 5, 100)).done()).as("100 is still the price").isTrue();
  }

  @Test
  void withoutAFreshPriceOrdersRestUntilThereIsOneAndThenTradeAtIt() {
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    assertThat(added("B", order(false, 5, 110)).resting()).as("there is no price").isTrue();
    assertThat(sweep().order()).as("and nothing to sweep").isEmpty();
    var _ = parties.run(price(104, start));
    Outcome.Swept first = sweep();
    assertThat(first.matched().done()).isTrue();
    assertThat(first.matched().fills().get(0).contraDone()).isTrue();
    Handle fill = first.matched().fills().get(0).fill();
    assertThat(parties.reads("A", fill) && parties.reads("B", fill)).isTrue();
    assertThat(sweep().order()).isEmpty();
  }

  @Test
  void aPriceGetsOldByTheClocksOfTheParties() {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    itIs(start + 30_000);
    assertThat(added("B", order(false, 1, 110)).done()).as("30 s are allowed").isTrue();
    itIs(start + 31_000);
    assertThat(added("C", order(false, 5, 110)).resting()).as("31 s").isTrue();
    parties.assertRefused(Rule.REFERENCE, price(100, start + 999));
    var _ = parties.run(price(100, start + 1_000));
    assertThat(sweep().matched().done()).as("the same price, but it had been lost").isTrue();
  }

  /** The venue keeps an order back until the world has left the price behind, then names it. */
  @Test
  void ordersKeptBackKeepNoPriceFresh() {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    Handle keptBack = put("B", order(false, 5, 110));
    itIs(start + 31_000);
    assertThat(add(keptBack).fills()).isEmpty();
  }

  /** The same with one that rests: a sweep, too, goes by the clocks. */
  @Test
  void aSweepThatIsPutOffFindsNoOldPrice() {
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    assertThat(added("B", order(false, 5, 110)).resting()).isTrue();
    var _ = parties.run(price(100, start));
    itIs(start + 31_000);
    Outcome.Swept swept = sweep();
    assertThat(swept.order()).hasSize(1);
    assertThat(swept.matched().fills()).isEmpty();
  }

  @Test
  void oneClockThatIsWrongMakesAPriceNeitherOlderNorFresher() {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    Handle soon = put("B", order(false, 1, 110));
    Handle late = put("C", order(false, 1, 110));
    clocks.get(1).set(start + 500_000);
    assertThat(add(soon).done()).as("two clocks say that it is fresh").isTrue();
    itIs(start + 31_000);
    clocks.get(1).set(start - 500_000);
    assertThat(add(late).fills()).as("two clocks say that it is not").isEmpty();
  }

  @Test
  void aPriceOfTheFutureIsRefusedAndHindersNoneOfNow() {
    parties.assertRefused(Rule.REFERENCE, price(100, start + MINUTE + 1));
    assertThat(parties.run(price(100, start + MINUTE))).isEqualTo(new Outcome.Done());
    itIs(start + MINUTE);
    assertThat(parties.run(price(101, start + MINUTE + 1))).isEqualTo(new Outcome.Done());
  }

  /** A reference stays fresh while its instrument is switched off and on again. */
  @Test
  void whatLookedWhileItsInstrumentWasOffLooksAgainWhenItIsOn() {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    Roster off = roster.with(Entry.parse("instrument 12 0.001 0.01 off reference 50 150"));
    Roster on = off.with(Entry.parse("instrument 12 0.001 0.01 on reference 50 150"));
    assertThat(sweep().order()).as("nothing is due").isEmpty();
    Handle keptBack = put("B", order(false, 5, 110));
    adopt(off);
    assertThat(sweep().matched().fills()).as("it looks, and may meet nobody").isEmpty();
    adopt(on);
    assertThat(sweep().order()).as("it looks again").hasSize(1);
    assertThat(sweep().order()).as("once").isEmpty();
    assertThat(add(keptBack).done()).isTrue();
  }

  private void adopt(Roster longer) {
    parties.roster(Rig.OPERATORS.text(Rig.OPERATORS.signed(longer, 0, 1)));
    parties.join();
  }

  /** The third pass is not made; who the first one in the sweep is, is not the venue's choice. */
  @Test
  void whatTheLimitOfPassesLeavesIsSwept() {
    for (int k = 0; k < 5; k++) {
      assertThat(added("S" + k, Rig.sell(1, 100)).resting()).isTrue();
    }
    Outcome.Matched large = added("B", Rig.buy(5, 100));
    assertThat(large.fills()).hasSize(2);
    assertThat(large.unfinished() && large.resting()).isTrue();
    Outcome.Swept second = sweep();
    assertThat(second.matched().fills()).hasSize(2);
    assertThat(second.due()).isTrue();
    Outcome.Swept third = sweep();
    assertThat(third.order()).isEqualTo(second.order());
    assertThat(third.matched().done()).isTrue();
    assertThat(third.due()).isFalse();
  }

  @Test
  void aFirmThatMeetsNobodyTooOftenWaitsForTheNextMinute() {
    for (int k = 0; k < 3; k++) {
      assertThat(added("P", Rig.buy(1, 10 + k)).valid()).isTrue();
    }
    Handle over = put("P", Rig.buy(1, 20));
    Handle keptBack = put("P", Rig.buy(1, 31));
    assertThat(parties.run(new Job.AddOrder(++job, over))).isEqualTo(new Outcome.OverBudget());
    parties.assertRefused(Rule.USED_BEFORE, new Job.AddOrder(++job, over));
    assertThat(added("Q", Rig.buy(1, 10)).valid()).as("another firm").isTrue();
    itIs(start + MINUTE);
    assertThat(added("P", Rig.buy(1, 30)).valid()).isTrue();
    assertThat(add(keptBack).valid()).as("an older record does not bring the old minute").isTrue();
  }

  private void assertTimesFarFromTheClocksAreRefused() {
    for (long far : new long[] {start + MINUTE + 1, start - 10 * MINUTE - 1}) {
      var parts = parties.split(message("A", Lifetime.RESTS, far), Rig.sell(1, 100));
      for (int k = 0; k < 3; k++) {
        long before = parties.parties.get(k).refusals().get(Rule.TIME);
        assertThat(parties.parties.get(k).put(parts[k], parties.ask()))
            .failsWithin(Duration.ofSeconds(5));
        assertThat(parties.parties.get(k).refusals()).containsEntry(Rule.TIME, before + 1);
      }
    }
    for (long near : new long[] {start + MINUTE, start - 10 * MINUTE}) {
      var _ = parties.put(message("A", Lifetime.RESTS, near), Rig.sell(1, 100));
    }
  }

  @Test
  void timesFarFromThePartiesClocksAreRefused() {
    assertTimesFarFromTheClocksAreRefused();
  }

  /** Before anything depends on time, too: the roster may change before a job names the input. */
  @Test
  void timesFarFromThePartiesClocksAreRefusedWhateverTheRosterSays() throws IOException {
    parties.close();
    Path other = Files.createDirectory(directory.resolve("other"));
    parties = new HonestParties(other, Mode.SEMI_HONEST, Rig.PAPERS.roster(), clocks::get);
    assertTimesFarFromTheClocksAreRefused();
  }

  /** What is public comes back from the store, and a party that lost it has it from the others. */
  @Test
  void referencesAndCountsSurviveARestartAndALoss() throws IOException {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    for (int k = 0; k < 3; k++) {
      assertThat(added("P", Rig.buy(1, 10)).valid()).isTrue();
    }
    parties.close();
    try (Stream<Path> files = Files.list(directory.resolve("mpc-1"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    parties = new HonestParties(directory, Mode.MALICIOUS, roster(), clocks::get);
    assertThat(parties.run(new Job.AddOrder(++job, put("P", Rig.buy(1, 11)))))
        .isEqualTo(new Outcome.OverBudget());
    assertThat(added("B", order(false, 5, 110)).done()).isTrue();
    parties.assertRefused(Rule.REFERENCE, price(100, start));
  }
}
