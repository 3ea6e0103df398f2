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
  private final long start = System.currentTimeMillis() / MINUTE * MINUTE - 5 * MINUTE;
  private HonestParties parties;
  private long job;
  private long messages;

  private static String roster() {
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
    return Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 0, 1));
  }

  @BeforeEach
  void open() {
    parties = new HonestParties(directory, Mode.MALICIOUS, roster());
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

  private Outcome add(String firm, long timeMillis, Vector order) {
    Handle handle = parties.put(message(firm, Lifetime.RESTS, timeMillis), order);
    return parties.run(new Job.AddOrder(++job, handle));
  }

  private Outcome.Matched added(String firm, Vector order) {
    return (Outcome.Matched) add(firm, start, order);
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
  void aPriceGetsOldByTheTimesOfOrders() {
    var _ = parties.run(price(100, start));
    assertThat(added("A", order(true, 5, 90)).resting()).isTrue();
    Outcome late = add("B", start + 31_000, order(false, 5, 110));
    assertThat(((Outcome.Matched) late).resting()).as("31 s, but 30 are allowed").isTrue();
    parties.assertRefused(Rule.REFERENCE, price(100, start + 999));
    var _ = parties.run(price(100, start + 1_000));
    assertThat(sweep().matched().done()).as("the same price, but it had been lost").isTrue();
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
    Handle over = parties.put(message("P", Lifetime.RESTS, start), Rig.buy(1, 20));
    assertThat(parties.run(new Job.AddOrder(++job, over))).isEqualTo(new Outcome.OverBudget());
    parties.assertRefused(Rule.USED_BEFORE, new Job.AddOrder(++job, over));
    assertThat(added("Q", Rig.buy(1, 10)).valid()).as("another firm").isTrue();
    assertThat(add("P", start + MINUTE, Rig.buy(1, 30))).isInstanceOf(Outcome.Matched.class);
    assertThat(add("P", start, Rig.buy(1, 31)))
        .as("an older record does not bring the old minute back")
        .isInstanceOf(Outcome.Matched.class);
  }

  @Test
  void timesFarFromThePartiesClocksAreRefused() {
    long now = System.currentTimeMillis();
    for (long far : new long[] {now + 2 * MINUTE, now - 12 * MINUTE}) {
      var parts = parties.split(message("A", Lifetime.RESTS, far), Rig.sell(1, 100));
      for (int k = 0; k < 3; k++) {
        assertThat(parties.parties.get(k).put(parts[k], parties.ask()))
            .failsWithin(Duration.ofSeconds(5));
        assertThat(parties.parties.get(k).refusals().get(Rule.TIME)).isPositive();
      }
    }
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
    parties = new HonestParties(directory, Mode.MALICIOUS, roster());
    assertThat(add("P", start, Rig.buy(1, 11))).isEqualTo(new Outcome.OverBudget());
    assertThat(added("B", order(false, 5, 110)).done()).isTrue();
    parties.assertRefused(Rule.REFERENCE, price(100, start));
  }
}
