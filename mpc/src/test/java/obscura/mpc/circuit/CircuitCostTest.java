package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import obscura.mpc.circuit.Trio.Circuit;
import obscura.mpc.circuit.Trio.Cost;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each circuit costs, exactly: rounds, words of ANDs (in the malicious mode each takes a
 * verified triple), words that a party sends. Who changes a circuit changes these numbers, and the
 * table in {@code docs/mpc.md}.
 */
class CircuitCostTest {
  private final Trio trio = new Trio(1);

  private void costs(long rounds, long ands, long sent, Circuit circuit, int words, int... rows) {
    assertThat(trio.cost(circuit, words, rows)).isEqualTo(new Cost(rounds, ands, sent));
  }

  @ParameterizedTest
  @CsvSource({
    "62, 1, 7, 147",
    "64, 1, 7, 152",
    "77, 1, 8, 184",
    "63, 8, 7, 150",
    "62, 157, 8, 131",
    "62, 471, 11, 120",
    "62, 5000, 62, 62"
  })
  void lessThan(int bits, int words, int rounds, int andsPerWord) {
    long ands = (long) andsPerWord * words;
    costs(rounds, ands, ands, (g, in) -> Compare.less(g, in.get(0), in.get(1)), words, bits, bits);
  }

  @Test
  void comparisonWithTheSameNumberInAllLanesCostsTheSame() {
    Circuit circuit =
        (g, in) ->
            Compare.less(
                g,
                new Broadcast(List.of(in.get(0).lane(0, 0, 62), in.get(1).lane(0, 0, 62)), 4),
                in.get(0),
                in.get(1).rows(0, 1));
    costs(7, 147 * 8, 147 * 8, circuit, 8, 62, 62);
  }

  @ParameterizedTest
  @CsvSource({"62, 1, 7, 153", "64, 1, 7, 158", "16, 1, 5, 38"})
  void lessThanAndEqual(int bits, int words, int rounds, int ands) {
    costs(rounds, ands, ands, (g, in) -> Compare.of(g, in.get(0), in.get(1)).less(), 1, bits, bits);
  }

  @Test
  void blocksKnowTheirCost() {
    Random random = new Random(7);
    for (int k = 0; k < 100; k++) {
      int bits = 1 + random.nextInt(80);
      int words = 1 << random.nextInt(12);
      boolean equal = random.nextBoolean();
      Blocks blocks = Blocks.cheapest(bits, words, equal);
      long ands = (long) blocks.ands() * words;
      costs(
          blocks.rounds(),
          ands,
          ands,
          (g, in) ->
              equal
                  ? Compare.of(g, in.get(0), in.get(1)).equal()
                  : Compare.less(g, in.get(0), in.get(1)),
          words,
          bits,
          bits);
    }
  }

  @Test
  void adders() {
    costs(7, 385, 385, (g, in) -> Sum.add(g, in.get(0), in.get(1)), 1, 64, 64);
    costs(7, 385, 385, (g, in) -> Sum.subtract(g, in.get(0), in.get(1)), 1, 64, 64);
    costs(
        8,
        64 + 385,
        64 + 385,
        (g, in) -> Sum.addAll(g, List.of(in.get(0), in.get(1), in.get(0))),
        1,
        64,
        64);
  }

  @Test
  void smallerOfTwoWords() {
    Circuit circuit =
        (g, in) -> Bits.row(Compare.smaller(g, in.get(0).lane(0, 0, 64), in.get(0).lane(0, 1, 64)));
    costs(8, 152 + 1, 152 + 1, circuit, 1, 64);
  }

  @Test
  void equalityOfInstrumentAndSide() {
    costs(5, 16 * 157, 16 * 157, (g, in) -> Fold.andRows(g, in.get(0)), 157, 17);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "8, 3, 3", "64, 6, 6", "1024, 10, 21", "10000, 14, 162"})
  void anyLane(int lanes, int rounds, int ands) {
    int words = Bits.wordsFor(lanes);
    costs(rounds, ands, ands, (g, in) -> Bits.row(Fold.anyLane(g, in.get(0), lanes)), words, 1);
  }

  @Test
  void selections() {
    costs(1, 62 * 157, 62, (g, in) -> g.pick(in.get(0), in.get(1)), 157, 1, 62);
    costs(1, 62 * 157, 62 * 157, (g, in) -> g.choose(in.get(0), in.get(1), in.get(1)), 157, 1, 62);
  }

  /** Keys as the book has them: 62 bits and whether the row may be met at all. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 0",
    "2, 7, 150, 150",
    "8, 10, 156, 156",
    "64, 13, 4862, 4862",
    "1024, 37, 8166, 7467",
    "10000, 68, 40020, 39088"
  })
  void best(int lanes, int rounds, int ands, int sent) {
    int words = Bits.wordsFor(lanes);
    costs(rounds, ands, sent, (g, in) -> Best.of(g, in.get(0), lanes).lane(), words, 63);
  }

  @Test
  void allInKey() {
    Circuit circuit =
        (g, in) ->
            AllIn.key(
                g, in.get(0).lane(0, 0, 64), in.get(0).lane(0, 1, 64), in.get(0).lane(0, 2, 1));
    costs(16, 2737, 2737, circuit, 1, 64);
  }
}
