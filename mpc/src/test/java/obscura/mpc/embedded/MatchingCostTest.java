package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import obscura.mpc.api.Job.Lifetime;
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

  private static final int WORDS = ROWS / 64;

  @TempDir Path directory;

  /** What a job costs. */
  private record Cost(long rounds, long sent, long triples) {}

  private static Cost cost(Rig rig, Consumer<Rig> job) {
    long before = rig.embedded().triplesTaken();
    job.accept(rig);
    long taken = rig.embedded().triplesTaken() - before;
    return new Cost(rig.embedded().rounds(), rig.embedded().bytesSent() / Long.BYTES, taken);
  }

  private static void rows(Rig rig, int rows) {
    for (int k = 0; k < rows; k++) {
      rig.add("R" + k % 7, Rig.sell(5, 5_000 + k % 100));
    }
  }

  private static void miss(Rig rig) {
    rig.add(rig.put("A", Rig.buy(10, 1_000)), "A", Lifetime.IMMEDIATE_OR_CANCEL);
  }

  private static void meetOne(Rig rig) {
    assertThat(rig.add("A", Rig.buy(4, 5_000)).done()).isTrue();
  }

  private static void meetOneAndRest(Rig rig) {
    assertThat(rig.add("A", Rig.buy(6, 4_990)).resting()).isTrue();
  }

  @Test
  void semiHonest() {
    try (Rig rig = new Rig(directory)) {
      assertThat(cost(rig, MatchingCostTest::miss)).isEqualTo(new Cost(13, 0, 0));
      rows(rig, ROWS);
      assertThat(cost(rig, MatchingCostTest::miss)).isEqualTo(new Cost(0, 0, 0));
      assertThat(cost(rig, MatchingCostTest::meetOne)).isEqualTo(new Cost(0, 0, 0));
      rig.add("B", Rig.sell(5, 4_990));
      assertThat(cost(rig, MatchingCostTest::meetOneAndRest)).isEqualTo(new Cost(0, 0, 0));
    }
  }

  @Test
  void malicious() {
    rowsInTheFasterMode();
    try (Rig rig = Rig.malicious(directory)) {
      assertThat(cost(rig, MatchingCostTest::miss)).isEqualTo(new Cost(0, 0, 0));
      assertThat(cost(rig, MatchingCostTest::meetOne)).isEqualTo(new Cost(0, 0, 0));
    }
  }

  /**
   * For each word of 64 rows: three comparisons of limits, the equality of what is traded, and
   * four that bring them together; more for what is common to all rows.
   */
  @Test
  void eachFurtherWordOfRowsCostsWhatItsCircuitsDo() {
    rowsInTheFasterMode();
    long triples;
    try (Rig rig = Rig.malicious(directory)) {
      triples = cost(rig, MatchingCostTest::miss).triples();
    }
    try (Rig rig = new Rig(directory)) {
      rows(rig, 64);
    }
    try (Rig rig = Rig.malicious(directory)) {
      long perWord = cost(rig, MatchingCostTest::miss).triples() - triples;
      assertThat(perWord).isEqualTo(3 * 147 + 16 + 3 + 1);
    }
    assertThat(WORDS).isEqualTo(10);
  }

  private void rowsInTheFasterMode() {
    try (Rig rig = new Rig(directory)) {
      rows(rig, ROWS);
    }
  }
}
