package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.mpc.api.Mode;
import obscura.mpc.net.Links;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Opening;

/**
 * Shuffles and sorts do what their names say, and what a sort opens does not depend on the keys.
 */
class SortProperties {
  private static final int ROWS = 64;

  /** Key and what travels with it: the low bits are the key, the others the place before. */
  private static final int KEY_ROWS = 40;

  private static final int[] EDGES = {0, 1, 2, 3, 4, 8, 9, 63, 64, 65, 127, 128, 129, 200};

  private static Sort sort(Gates gates, Links links, long seed, List<String> seen) {
    Opening opening = new Opening(Opening.Tally.NONE);
    return new Sort(
        gates,
        new Shuffle(gates, links, new SplittableRandom(seed + links.party())),
        (what, words, bits) -> {
          gates.verify();
          long[] values = opening.open(links, what, words, bits);
          if (links.party() == 0) {
            seen.add(what + " " + bits + " " + Arrays.toString(values));
          }
          return values;
        });
  }

  private static long[] sorted(long[] values, long seed) {
    int words = Math.max(1, Bits.wordsFor(values.length));
    long[] matrix =
        new Trio(seed)
            .evaluate(
                (gates, links, in) ->
                    sort(gates, links, seed, new ArrayList<>())
                        .of(in.get(0), KEY_ROWS, values.length),
                words,
                Trio.slice(values, ROWS));
    return IntStream.range(0, values.length)
        .mapToLong(lane -> Trio.lane(matrix, words, ROWS, lane))
        .toArray();
  }

  /** Few keys, so that many are equal; behind each its place. */
  private static long[] values(Random random, int count, int keys) {
    long[] values = new long[count];
    for (int k = 0; k < count; k++) {
      long key = keys == 0 ? random.nextLong() >>> (64 - KEY_ROWS) : random.nextInt(keys);
      values[k] = (long) k << KEY_ROWS | key;
    }
    return values;
  }

  private static long[] expected(long[] values) {
    return Arrays.stream(values)
        .boxed()
        .sorted(Comparator.comparingLong(value -> value & ((1L << KEY_ROWS) - 1)))
        .mapToLong(Long::longValue)
        .toArray();
  }

  @Property(tries = 100)
  void sortsLikeThePlainStableSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 5) int keys) {
    long[] values = values(new Random(seed), count, keys);
    assertThat(sorted(values, seed)).containsExactly(expected(values));
  }

  @Example
  void sortsTheSizesAtTheEdges() {
    for (int count : EDGES) {
      long[] values = values(new Random(count), count, 0);
      assertThat(sorted(values, count)).containsExactly(expected(values));
    }
  }

  /** The same draws and other keys in the same order: exactly the same is opened. */
  @Property(tries = 100)
  void opensWhatDependsOnTheOrderAlone(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 150) int count) {
    Random random = new Random(seed);
    long[] ranks = new long[count];
    Arrays.setAll(ranks, k -> random.nextInt(count));
    long[] spread = Arrays.stream(ranks).map(rank -> rank * rank * 1_000 + 17).toArray();
    assertThat(openings(spread, seed)).isEqualTo(openings(ranks, seed)).isNotEmpty();
  }

  private static List<String> openings(long[] values, long seed) {
    List<String> seen = new ArrayList<>();
    var _ =
        new Trio(seed)
            .evaluate(
                Mode.SEMI_HONEST,
                (gates, links, in) ->
                    sort(gates, links, seed, seen).of(in.get(0), KEY_ROWS, values.length),
                Bits.wordsFor(values.length),
                Trio.slice(values, ROWS));
    return seen;
  }

  /**
   * What a sort of two opens is a fair coin, whichever is lower: without the shuffle it would tell.
   */
  @Example
  void whatIsOpenedIsAsRandomAsTheShuffle() {
    for (long[] values : new long[][] {{1, 2}, {2, 1}}) {
      Map<String, Integer> counts = new TreeMap<>();
      for (int k = 0; k < 400; k++) {
        counts.merge(openings(values, 1_000_003L * k).getLast(), 1, Integer::sum);
      }
      assertThat(counts).hasSize(2);
      assertThat(chiSquare(counts, 2)).isLessThan(10.83);
    }
  }

  @Property(tries = 100)
  void everyRoutingBringsEveryLaneWhereItShould(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int depth) {
    int size = 1 << depth;
    int[] to = new Draws(new Random(seed)).permutation(size);
    long[][] switches = Benes.route(to);
    Random random = new Random(seed);
    long[] values = random.longs(size).toArray();
    int words = Bits.wordsFor(size);
    long[] matrix =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Bits x = in.get(0);
                  for (int column = 0; column < switches.length; column++) {
                    Bits row = new Bits(1, Benes.switchWords(size));
                    for (int w = 0; w < row.words(); w++) {
                      gates.flip(row, 0, w, switches[column][w]);
                    }
                    x = Benes.exchange(gates, x, row, Benes.stride(size, column));
                  }
                  return x;
                },
                words,
                Trio.slice(values, ROWS));
    for (int lane = 0; lane < size; lane++) {
      assertThat(Trio.lane(matrix, words, ROWS, to[lane])).isEqualTo(values[lane]);
    }
  }

  @Property(tries = 100)
  void shuffleKeepsEveryValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int depth) {
    long[] values = new Random(seed).longs(1 << depth).toArray();
    long[] shuffled = shuffled(Mode.MALICIOUS, values, seed);
    assertThat(shuffled).containsExactlyInAnyOrder(values);
  }

  /** 24 orders, 2,400 shuffles with a fixed seed: chi-square with 23 degrees, 0.1 percent. */
  @Example
  void everyOrderOfFourIsEquallyLikely() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int k = 0; k < 2_400; k++) {
      long[] order = shuffled(Mode.SEMI_HONEST, new long[] {0, 1, 2, 3}, 7_919L * k);
      counts.merge(Arrays.toString(order), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    assertThat(chiSquare(counts, 24)).isLessThan(49.7);
  }

  /** With the same draws of party 0, other draws of party 1 give another order, and vice versa. */
  @Example
  void bothChoosersDecide() {
    long[] values = new Random(1).longs(64).toArray();
    long[] first = shuffled(values, 1, 2);
    assertThat(shuffled(values, 1, 2)).isEqualTo(first);
    assertThat(shuffled(values, 1, 3)).isNotEqualTo(first);
    assertThat(shuffled(values, 4, 2)).isNotEqualTo(first);
  }

  private static long[] shuffled(long[] values, long seedOf0, long seedOf1) {
    return lanes(
        values.length,
        new Trio(5)
            .evaluate(
                Mode.SEMI_HONEST,
                (gates, links, in) ->
                    new Shuffle(
                            gates,
                            links,
                            new SplittableRandom(links.party() == 0 ? seedOf0 : seedOf1))
                        .of(in.get(0), values.length),
                1,
                Trio.slice(values, ROWS)));
  }

  private static long[] shuffled(Mode mode, long[] values, long seed) {
    return lanes(
        values.length,
        new Trio(seed)
            .evaluate(
                mode,
                (gates, links, in) ->
                    new Shuffle(gates, links, new SplittableRandom(seed * 31 + links.party()))
                        .of(in.get(0), values.length),
                Bits.wordsFor(values.length),
                Trio.slice(values, ROWS)));
  }

  private static long[] lanes(int count, long[] matrix) {
    return IntStream.range(0, count)
        .mapToLong(lane -> Trio.lane(matrix, Bits.wordsFor(count), ROWS, lane))
        .toArray();
  }

  private static double chiSquare(Map<String, Integer> counts, int kinds) {
    double expected = counts.values().stream().mapToInt(Integer::intValue).sum() / (double) kinds;
    return counts.values().stream()
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  /** Turning a square of bits over twice changes nothing; once, rows are columns. */
  @Property(tries = 100)
  void turningSwapsRowsAndColumns(@ForAll long seed) {
    long[] square = new Random(seed).longs(64).toArray();
    long[] turned = square.clone();
    Unsliced.turn(turned);
    for (int r = 0; r < 64; r++) {
      for (int c = 0; c < 64; c++) {
        assertThat(turned[c] >>> r & 1).isEqualTo(square[r] >>> c & 1);
      }
    }
  }

  @Example
  void lanesBeyondThoseInUseAreNeverOpened() {
    List<String> seen = openings(new long[] {5, 4, 3}, 9);
    assertThat(seen).hasSize(2);
    assertThat(values(seen.get(0))).allMatch(padding -> padding < 16);
    assertThat(values(seen.get(1))).allMatch(comparisons -> comparisons < 8);
  }

  private static List<Long> values(String line) {
    String list = line.substring(line.indexOf('[') + 1, line.length() - 1);
    return Arrays.stream(list.split(", ")).map(Long::valueOf).toList();
  }
}
