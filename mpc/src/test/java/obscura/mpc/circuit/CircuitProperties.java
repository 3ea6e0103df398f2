package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Broadcast;
import obscura.mpc.share.Word;

/** Every circuit gives what plain arithmetic gives, on random and on awkward values. */
class CircuitProperties {
  private static final long[] AWKWARD = {
    0,
    1,
    2,
    3,
    63,
    64,
    9_999,
    10_000,
    (1L << 61) - 1,
    1L << 61,
    (1L << 62) - 1,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -2,
    -1
  };

  @Property(tries = 120)
  void comparisonOfUnsignedNumbers(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int rows) {
    Random random = new Random(seed);
    int lanes = 1 + random.nextInt(200);
    int words = Bits.wordsFor(lanes);
    long[] x = values(random, lanes, rows);
    long[] y = values(random, lanes, rows);
    for (int k = 0; k < lanes; k += 3) {
      y[k] = x[k];
    }
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Compare c = Compare.of(gates, in.get(0), in.get(1));
                  return Bits.stack(c.less(), c.equal());
                },
                words,
                Trio.slice(x, rows),
                Trio.slice(y, rows));
    for (int k = 0; k < lanes; k++) {
      long expected = Long.compareUnsigned(x[k], y[k]) < 0 ? 1 : x[k] == y[k] ? 2 : 0;
      assertThat(Trio.lane(got, words, 2, k)).isEqualTo(expected);
    }
  }

  /** However long the blocks, and whether x < y or x <= y is asked, lane by lane. */
  @Property(tries = 150)
  void comparisonInBlocksOfAnyLength(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 79) int rows,
      @ForAll @IntRange(min = 1, max = 80) int length,
      @ForAll boolean equal) {
    Random random = new Random(seed);
    int words = Bits.wordsFor(150);
    Blocks blocks = new Blocks(Math.min(rows, 64), length, equal);
    long[] x = values(random, 150, blocks.bits());
    long[] y = values(random, 150, blocks.bits());
    for (int k = 0; k < 150; k++) {
      y[k] = k % 3 == 0 ? x[k] : k % 3 == 1 ? x[k] ^ (1L << random.nextInt(blocks.bits())) : y[k];
    }
    long[] orEqual = values(random, 150, 1);
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Comparison c = new Comparison(gates, in.get(0), in.get(1), blocks);
                  c.startWith(in.get(2));
                  Bits less = c.run();
                  return equal ? Bits.stack(less, c.equal()) : less;
                },
                words,
                Trio.slice(x, blocks.bits()),
                Trio.slice(y, blocks.bits()),
                Trio.slice(orEqual, 1));
    for (int k = 0; k < 150; k++) {
      boolean less = Long.compareUnsigned(x[k], y[k]) < (orEqual[k] == 1 ? 1 : 0);
      long expected = (less ? 1 : 0) | (equal && x[k] == y[k] ? 2 : 0);
      assertThat(Trio.lane(got, words, equal ? 2 : 1, k)).isEqualTo(expected);
    }
  }

  @Property(tries = 100)
  void comparisonWithOneNumberAndTheSmallerOfTwo(@ForAll long seed) {
    Random random = new Random(seed);
    long[] x = values(random, 2, 62);
    long[] y = values(random, 128, 62);
    y[0] = random.nextBoolean() ? x[0] : y[0];
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Word one = in.get(0).lane(0, 0, 62);
                  Word two = in.get(0).lane(0, 1, 62);
                  Word smaller = Compare.smaller(gates, one, two);
                  return Bits.stack(
                      Compare.less(gates, new Broadcast(List.of(one, two), 1), in.get(1)),
                      Bits.broadcast(smaller, 62, 2));
                },
                2,
                Trio.slice(Arrays.copyOf(x, 128), 62),
                Trio.slice(y, 62));
    for (int k = 0; k < 128; k++) {
      long less = x[k / 64] < y[k] ? 1 : 0;
      assertThat(Trio.lane(got, 2, 63, k)).isEqualTo(less | Math.min(x[0], x[1]) << 1);
    }
  }

  @Property(tries = 100)
  void sumsAndDifferences(@ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int rows) {
    Random random = new Random(seed);
    int lanes = 1 + random.nextInt(100);
    int words = Bits.wordsFor(lanes);
    long mask = mask(rows);
    long[] x = values(random, lanes, rows);
    long[] y = values(random, lanes, rows);
    long[] z = values(random, lanes, rows);
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) ->
                    Bits.beside(
                        Sum.add(gates, in.get(0), in.get(1)),
                        Sum.subtract(gates, in.get(0), in.get(1)),
                        Sum.addAll(gates, List.of(in.get(0), in.get(1), in.get(2), in.get(0)))),
                words,
                Trio.slice(x, rows),
                Trio.slice(y, rows),
                Trio.slice(z, rows));
    for (int k = 0; k < lanes; k++) {
      assertThat(Trio.lane(got, 3 * words, rows, k)).isEqualTo((x[k] + y[k]) & mask);
      assertThat(Trio.lane(got, 3 * words, rows, 64 * words + k)).isEqualTo((x[k] - y[k]) & mask);
      assertThat(Trio.lane(got, 3 * words, rows, 128 * words + k))
          .isEqualTo((2 * x[k] + y[k] + z[k]) & mask);
    }
  }

  @Property(tries = 100)
  void bestIsTheLowestKeyAndOfEqualsTheFirstLane(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int lanes) {
    Random random = new Random(seed);
    int words = Bits.wordsFor(lanes);
    int rows = 1 + random.nextInt(10);
    long[] keys = values(random, lanes, rows);
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Best best = Best.of(gates, in.get(0), lanes);
                  Bits index = Bits.broadcast(best.index(), 12, best.lane().words());
                  return Bits.stack(best.lane(), index);
                },
                words,
                Trio.slice(keys, rows));
    int expected = 0;
    for (int k = 1; k < lanes; k++) {
      expected = keys[k] < keys[expected] ? k : expected;
    }
    for (int k = 0; k < 64 * words; k++) {
      long value = Trio.lane(got, words, 13, k);
      assertThat(value & 1).as("lane %d", k).isEqualTo(k == expected ? 1 : 0);
      assertThat(value >>> 1).isEqualTo(expected);
    }
  }

  @Property(tries = 100)
  void folds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int lanes) {
    Random random = new Random(seed);
    int words = Bits.wordsFor(lanes);
    int rows = 1 + random.nextInt(11);
    long[] x = new long[lanes];
    boolean sparse = random.nextBoolean();
    for (int k = 0; k < lanes; k++) {
      x[k] = sparse ? (random.nextInt(2 * lanes) == 0 ? 1 : 0) : -1 - random.nextInt(2);
    }
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Bits row = in.get(0).rows(0, 1);
                  Word any = Fold.anyLane(gates, row, lanes);
                  Word all = Fold.allLanes(gates, row, lanes);
                  Bits two = Bits.broadcast(any.xor(all.shiftLeft(1)), 2, words);
                  return Bits.stack(Fold.andRows(gates, in.get(0)), two);
                },
                words,
                Trio.slice(x, rows));
    long any = 0;
    long all = 1;
    for (long value : x) {
      any |= value & 1;
      all &= value & 1;
    }
    for (int k = 0; k < lanes; k++) {
      long mask = mask(rows);
      assertThat(Trio.lane(got, words, 3, k))
          .isEqualTo(((x[k] & mask) == mask ? 1 : 0) | any << 1 | all << 2);
    }
  }

  @Property(tries = 100)
  void productsAndChoicesAndPicks(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int lanes) {
    Random random = new Random(seed);
    int words = Bits.wordsFor(lanes);
    long[] x = values(random, lanes, 64);
    long[] y = values(random, lanes, 64);
    long[] bit = values(random, lanes, 1);
    int chosen = random.nextInt(lanes);
    long[] oneHot = new long[lanes];
    oneHot[chosen] = 1;
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) ->
                    Bits.beside(
                        gates.and(in.get(0), in.get(1)),
                        gates.choose(in.get(2), in.get(0), in.get(1)),
                        gates.pick(in.get(3), in.get(0))),
                words,
                Trio.slice(x, 64),
                Trio.slice(y, 64),
                Trio.slice(bit, 1),
                Trio.slice(oneHot, 1));
    int total = 2 * words + 1;
    for (int k = 0; k < lanes; k++) {
      assertThat(Trio.lane(got, total, 64, k)).isEqualTo(x[k] & y[k]);
      assertThat(Trio.lane(got, total, 64, 64 * words + k)).isEqualTo(bit[k] == 1 ? x[k] : y[k]);
    }
    assertThat(Trio.lane(got, total, 64, 128 * words)).isEqualTo(x[chosen]);
  }

  @Property(tries = 150)
  void allInPrices(@ForAll long seed) {
    Random random = new Random(seed);
    long price = values(random, 1, 62)[0];
    long fee = random.nextInt(4) == 0 ? 9_999 * random.nextInt(2) : random.nextInt(10_000);
    long offer = random.nextInt(2);
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) ->
                    AllIn.key(
                        gates,
                        in.get(0).lane(0, 0, 64),
                        in.get(1).lane(0, 0, 64),
                        in.get(2).lane(0, 0, 1)),
                1,
                Trio.slice(new long[] {price}, 64),
                Trio.slice(new long[] {fee}, 64),
                Trio.slice(new long[] {offer}, 1));
    BigInteger key = BigInteger.ZERO;
    for (int r = 0; r < AllIn.BITS; r++) {
      key = (got[r] & 1) == 1 ? key.setBit(r) : key;
    }
    BigInteger factor = BigInteger.valueOf(offer == 1 ? 10_000 + fee : 10_000 - fee);
    BigInteger allIn = BigInteger.valueOf(price).multiply(factor);
    BigInteger ones = BigInteger.ONE.shiftLeft(AllIn.BITS).subtract(BigInteger.ONE);
    assertThat(key).isEqualTo(offer == 1 ? allIn : ones.subtract(allIn));
  }

  private static long[] values(Random random, int count, int bits) {
    List<Long> values = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      long value =
          random.nextInt(3) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextLong();
      values.add(value & mask(bits));
    }
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static long mask(int bits) {
    return bits == 64 ? -1 : (1L << bits) - 1;
  }
}
