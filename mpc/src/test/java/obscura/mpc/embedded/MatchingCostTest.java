package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an order costs against a book of so many rows, exactly: rounds, words that a party sends,
 * words of verified triples. Who changes the matching changes these numbers, and the table in
 * {@code docs/mpc.md}.
 */
class MatchingCostTest {
  /** Rows of a book in use. */
  private static final int ROWS = 640;

  @TempDir Path directory;

  /** What a job costs a party: rounds, and words that it sends. */
  private record Cost(long rounds, long sent) {}

  private static Cost cost(Rig rig, Consumer<Rig> job) {
    job.accept(rig);
    return new Cost(rig.embedded().rounds(), rig.embedded().bytesSent() / Long.BYTES);
  }

  private static long triples(Rig rig, Consumer<Rig> job) {
    long before = rig.embedded().triplesTaken();
    job.accept(rig);
    return rig.embedded().triplesTaken() - before;
  }

  private static void rows(Rig rig, int rows) {
    for (int k = 0; k < rows; k++) {
      rig.add("R" + k % 7, Rig.sell(5, 5_000 + k % 100));
    }
  }

  private static void miss(Rig rig) {
    rig.add("A", Lifetime.IMMEDIATE_OR_CANCEL, Rig.buy(10, 1_000));
  }

  private static void meetOne(Rig rig) {
    assertThat(rig.add("A", Rig.buy(4, 5_000)).done()).isTrue();
  }

  private static void meetOneAndRest(Rig rig) {
    assertThat(rig.add("A", Rig.buy(6, 4_990)).resting()).isTrue();
  }

  @Test
  void roundsAndWords() {
    try (Rig rig = new Rig(directory)) {
      Cost empty = cost(rig, MatchingCostTest::miss);
      rows(rig, ROWS);
      Cost miss = cost(rig, MatchingCostTest::miss);
      Cost one = cost(rig, MatchingCostTest::meetOne);
      rig.add("B", Rig.sell(5, 4_990));
      Cost rests = cost(rig, MatchingCostTest::meetOneAndRest);
      assertThat(List.of(empty, miss, one, rests))
          .containsExactly(
              new Cost(13, 171), new Cost(39, 4_788), new Cost(100, 10_457), new Cost(121, 15_044));
    }
  }

  @Test
  void verifiedTriples() {
    rowsInTheFasterMode();
    try (Rig rig = Rig.malicious(directory)) {
      long miss = triples(rig, MatchingCostTest::miss);
      long one = triples(rig, MatchingCostTest::meetOne);
      assertThat(List.of(miss, one)).containsExactly(4_784L, 11_451L);
    }
  }

  /**
   * For each word of 64 rows: three comparisons of limits, the equality of what is traded, and four
   * that bring them together; more for what is common to all rows.
   */
  @Test
  void eachFurtherWordOfRowsCostsWhatItsCircuitsDo() {
    rowsInTheFasterMode();
    long triples;
    try (Rig rig = Rig.malicious(directory)) {
      triples = triples(rig, MatchingCostTest::miss);
    }
    try (Rig rig = new Rig(directory)) {
      rows(rig, 64);
    }
    try (Rig rig = Rig.malicious(directory)) {
      long perWord = triples(rig, MatchingCostTest::miss) - triples;
      assertThat(perWord).isEqualTo(3 * 147 + 16 + 3 + 1);
    }
  }

  /** Bands are compared with beside all else: no round, and one AND for a band that forbids. */
  @Test
  void bandsCostNoRound() {
    try (Rig rig = new Rig(directory)) {
      Cost before = cost(rig, MatchingCostTest::miss);
      Roster banded =
          Rig.OPERATORS.roster().with(Entry.parse("instrument 5 0.001 0.01 on midpoint 10 20"));
      rig.engine.adopt(Rig.OPERATORS.text(Rig.OPERATORS.signed(banded, 0, 1))).join();
      assertThat(cost(rig, MatchingCostTest::miss)).isEqualTo(before);
    }
  }

  /** The same of minimums. */
  @Test
  void minimumsCostNoRound() {
    try (Rig rig = new Rig(directory)) {
      Cost before = cost(rig, MatchingCostTest::miss);
      Roster least = Rig.OPERATORS.roster().with(Entry.parse("minimum * 1 5"));
      rig.engine.adopt(Rig.OPERATORS.text(Rig.OPERATORS.signed(least, 0, 1))).join();
      assertThat(cost(rig, MatchingCostTest::miss)).isEqualTo(before);
    }
  }

  /**
   * Where an instrument is priced by a reference, each order has its instrument compared with all,
   * its limit with the reference, and the limit and the fills' prices chosen; nothing for each row.
   * Two rounds tell the time.
   */
  @Test
  void referencesCostNothingForEachRow() {
    try (Rig rig = new Rig(directory)) {
      rows(rig, ROWS);
      Cost miss = cost(rig, MatchingCostTest::miss);
      Roster priced =
          Rig.OPERATORS.roster().with(Entry.parse("instrument 5 0.001 0.01 on reference 1 20"));
      rig.engine.adopt(Rig.OPERATORS.text(Rig.OPERATORS.signed(priced, 0, 1))).join();
      Cost missNow = cost(rig, MatchingCostTest::miss);
      assertThat(List.of(missNow.rounds() - miss.rounds(), missNow.sent() - miss.sent()))
          .containsExactly(16L, 186L);
    }
  }

  /** One that wants all or nothing runs each pass that the rows allow, and then is killed. */
  @Test
  void aKilledOrderCostsAllItsPasses() {
    try (Rig rig = new Rig(directory)) {
      rows(rig, 3);
      Cost killed = cost(rig, r -> r.add("A", Lifetime.FILL_OR_KILL, Rig.buy(10, 1_000)));
      rows(rig, 40);
      Cost most = cost(rig, r -> r.add("A", Lifetime.FILL_OR_KILL, Rig.buy(10, 1_000)));
      assertThat(List.of(killed.rounds(), most.rounds())).containsExactly(124L, 659L);
    }
  }

  private void rowsInTheFasterMode() {
    try (Rig rig = new Rig(directory)) {
      rows(rig, ROWS);
    }
  }
}
