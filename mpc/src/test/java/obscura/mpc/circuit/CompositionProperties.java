package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import obscura.mpc.share.Bits;

/** One request over several makers, on shares, against plain arithmetic. */
class CompositionProperties {
  private static final int KEY_BITS = 20;
  private static final long HIGHEST = (1L << 62) - 1;

  /** What was opened of a composition. */
  private record Opened(long[] fills, long used, long makers, long total, BigInteger notional) {}

  private record Case(long[] keys, long[] sizes, long[] prices, long asked) {
    private int count() {
      return keys.length;
    }

    private BigInteger offered() {
      return Arrays.stream(sizes).mapToObj(BigInteger::valueOf).reduce(BigInteger::add).get();
    }
  }

  private static Case random(Random random, int count, long sizeBound) {
    long[] keys = random.longs(count, 0, 1L << (1 + random.nextInt(KEY_BITS))).toArray();
    long[] sizes = random.longs(count, 1, sizeBound).toArray();
    long[] prices = random.longs(count, 0, HIGHEST).toArray();
    return new Case(keys, sizes, prices, 1 + random.nextLong(Math.min(HIGHEST, count * sizeBound)));
  }

  private static Opened compose(long seed, Case c) {
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> {
                  Composition made =
                      Composition.of(
                          gates,
                          new Composition.Quotes(in.get(0), in.get(1), in.get(2), c.count()),
                          in.get(3).lane(0, 0, 62));
                  Bits words = new Bits(62, 1);
                  words.setLane(0, 0, 7, made.makers());
                  words.setLane(0, 1, 62, made.total());
                  words.setLane(0, 2, 62, made.notional().get(0));
                  words.setLane(0, 3, 2, made.notional().get(0).shiftRight(62));
                  words.setLane(2, 3, 60, made.notional().get(1));
                  return Bits.stack(made.fills(), made.used(), words);
                },
                1,
                Trio.slice(c.keys(), KEY_BITS),
                Trio.slice(c.sizes(), 62),
                Trio.slice(c.prices(), 62),
                Trio.slice(new long[] {c.asked()}, 62));
    long[] words = Arrays.copyOfRange(got, 63, 125);
    BigInteger high = BigInteger.valueOf(Trio.lane(words, 1, 62, 3));
    return new Opened(
        IntStream.range(0, 64).mapToLong(k -> Trio.lane(got, 1, 62, k)).toArray(),
        got[62],
        Trio.lane(words, 1, 62, 0),
        Trio.lane(words, 1, 62, 1),
        high.shiftLeft(62).add(BigInteger.valueOf(Trio.lane(words, 1, 62, 2))));
  }

  /** Best first, in the clear. */
  private static long[] greedy(Case c) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, c.count()).boxed().toList());
    order.sort(Comparator.comparingLong(k -> c.keys()[k]));
    long[] fills = new long[64];
    long left = c.asked();
    for (int k : order) {
      fills[k] = Math.min(left, c.sizes()[k]);
      left -= fills[k];
    }
    return fills;
  }

  private static void check(Case c, Opened opened) {
    long[] expected = greedy(c);
    assertThat(opened.fills()).isEqualTo(expected);
    assertThat(opened.makers()).isEqualTo(Arrays.stream(expected).filter(f -> f > 0).count());
    assertThat(Long.bitCount(opened.used())).isEqualTo((int) opened.makers());
    assertThat(opened.total()).isEqualTo(Arrays.stream(expected).sum());
    BigInteger notional = BigInteger.ZERO;
    for (int k = 0; k < c.count(); k++) {
      notional =
          notional.add(BigInteger.valueOf(expected[k]).multiply(BigInteger.valueOf(c.prices()[k])));
    }
    assertThat(opened.notional()).isEqualTo(notional);
  }

  @Property(tries = 100)
  @Tag("property-31")
  void liquidityOfAllQuotesIsAddedUp(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
    Case c = random(new Random(seed), count, 1_000);
    Opened opened = compose(seed, c);
    check(c, opened);
    assertThat(BigInteger.valueOf(opened.total()))
        .isEqualTo(c.offered().min(BigInteger.valueOf(c.asked())));
  }

  @Property(tries = 100)
  @Tag("property-32")
  void whatNoMakerHasAloneIsSplitOverSeveral(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int count) {
    Case c = random(new Random(seed), count, 1L << 40);
    long largest = Arrays.stream(c.sizes()).max().getAsLong();
    long all = c.offered().longValueExact();
    Case large =
        new Case(c.keys(), c.sizes(), c.prices(), largest + 1 + seedIn(seed, all - largest));
    Opened opened = compose(seed, large);
    check(large, opened);
    assertThat(opened.makers()).isGreaterThan(1);
    assertThat(opened.total()).isEqualTo(large.asked());
  }

  private static long seedIn(long seed, long bound) {
    return Math.floorMod(seed, bound);
  }

  /** No allocation that is made at random costs less, price and fee together. */
  @Property(tries = 100)
  @Tag("property-33")
  void noOtherAllocationOfTheQuantityCostsLess(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int count) {
    Random random = new Random(seed);
    Case c = random(random, count, 100);
    Opened opened = compose(seed, c);
    long cost = cost(c, opened.fills());
    for (int attempt = 0; attempt < 200; attempt++) {
      assertThat(cost(c, anyAllocation(random, c, opened.total()))).isGreaterThanOrEqualTo(cost);
    }
  }

  private static long[] anyAllocation(Random random, Case c, long total) {
    long[] fills = new long[c.count()];
    for (long left = total; left > 0; left--) {
      int maker = random.nextInt(c.count());
      while (fills[maker] == c.sizes()[maker]) {
        maker = (maker + 1) % c.count();
      }
      fills[maker]++;
    }
    return fills;
  }

  private static long cost(Case c, long[] fills) {
    long cost = 0;
    for (int k = 0; k < c.count(); k++) {
      cost += fills[k] * c.keys()[k];
    }
    return cost;
  }

  @Property(tries = 100)
  @Tag("property-34")
  void whatIsThereIsTakenWholeIfItIsTooLittle(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
    Case c = random(new Random(seed), count, 1L << 30);
    Case tooLarge = new Case(c.keys(), c.sizes(), c.prices(), c.offered().longValueExact() + 1);
    Opened opened = compose(seed, tooLarge);
    check(tooLarge, opened);
    assertThat(Arrays.copyOf(opened.fills(), count)).isEqualTo(c.sizes());
  }

  @Example
  void sixtyFourQuotesOfTheHighestValuesAndEqualKeys() {
    long[] highest = new long[64];
    Arrays.fill(highest, HIGHEST);
    Case c = new Case(new long[64], highest, highest, HIGHEST);
    check(c, compose(1, c));
    Case many = random(new Random(7), 64, 1L << 55);
    check(many, compose(2, new Case(many.keys(), many.sizes(), many.prices(), many.asked())));
  }

  @Example
  void noQuoteOrTooManyAreRefused() {
    Bits any = new Bits(62, 1);
    assertThatThrownBy(() -> new Composition.Quotes(any, any, any, 0))
        .hasMessage("0 quotes; 1 to 64 are possible");
    assertThatThrownBy(() -> new Composition.Quotes(any, any, any, 65))
        .hasMessage("65 quotes; 1 to 64 are possible");
  }
}
