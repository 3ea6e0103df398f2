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
import obscura.mpc.share.Word;

/** One request over several makers, on shares, against plain arithmetic. */
class CompositionProperties {
  private static final int KEY_BITS = 20;
  private static final long HIGHEST = (1L << 62) - 1;

  /** What was opened of a composition. */
  private record Opened(
      long[] fills,
      long used,
      long makers,
      long total,
      boolean covered,
      BigInteger notional,
      BigInteger cost) {}

  private record Case(long[] keys, long[] sizes, long[] prices, long asked) {
    private int count() {
      return keys.length;
    }

    /** With a fee of almost the whole: the factors of the cost have all the bits that they may. */
    private BigInteger cost(int k) {
      return BigInteger.valueOf(prices[k]).multiply(BigInteger.valueOf(19_999 - k));
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
    BigInteger[] costs = IntStream.range(0, c.count()).mapToObj(c::cost).toArray(BigInteger[]::new);
    long[] got =
        new Trio(seed)
            .evaluate(
                (gates, in) -> composed(gates, in, c.count()),
                1,
                Trio.slice(c.keys(), KEY_BITS),
                Trio.slice(c.sizes(), 62),
                Trio.slice(c.prices(), 62),
                Trio.slice(Arrays.stream(costs).mapToLong(BigInteger::longValue).toArray(), 64),
                Trio.slice(
                    Arrays.stream(costs).mapToLong(x -> x.shiftRight(64).longValue()).toArray(),
                    AllIn.BITS - 64),
                Trio.slice(new long[] {c.asked()}, 62));
    long[] words = Arrays.copyOfRange(got, 63, 127);
    return new Opened(
        IntStream.range(0, 64).mapToLong(k -> Trio.lane(got, 1, 62, k)).toArray(),
        got[62],
        Trio.lane(words, 1, 64, 0),
        Trio.lane(words, 1, 64, 1),
        Trio.lane(words, 1, 64, 2) == 1,
        number(words, 3, 2),
        number(words, 5, 3));
  }

  /** Fills, who is used, and the words of the sums, a lane each. */
  private static Bits composed(Gates gates, List<Bits> in, int count) {
    Allocation shared =
        Allocation.of(
            gates, new Allocation.Quotes(in.get(0), in.get(1), count), in.get(5).lane(0, 0, 62));
    Bits costs = Bits.stack(in.get(3), in.get(4));
    Composition made = Composition.of(gates, shared, in.get(2), costs, count);
    List<Word> words = new ArrayList<>(List.of(made.makers(), made.total()));
    words.add(shared.covered());
    words.addAll(made.notional());
    words.addAll(made.cost());
    return Bits.stack(shared.fills(), shared.used(), Bits.lanesOf(words));
  }

  private static BigInteger number(long[] words, int from, int count) {
    BigInteger number = BigInteger.ZERO;
    for (int k = from + count - 1; k >= from; k--) {
      BigInteger word = new BigInteger(Long.toUnsignedString(Trio.lane(words, 1, 64, k)));
      number = number.shiftLeft(64).add(word);
    }
    return number;
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
    assertThat(opened.covered()).isEqualTo(opened.total() == c.asked());
    BigInteger notional = BigInteger.ZERO;
    BigInteger cost = BigInteger.ZERO;
    for (int k = 0; k < c.count(); k++) {
      BigInteger fill = BigInteger.valueOf(expected[k]);
      notional = notional.add(fill.multiply(BigInteger.valueOf(c.prices()[k])));
      cost = cost.add(fill.multiply(c.cost(k)));
    }
    assertThat(opened.notional()).isEqualTo(notional);
    assertThat(opened.cost()).isEqualTo(cost);
  }

  @Property(tries = 100)
  @Tag("property-31")
  void liquidityOfAllQuotesIsAddedUp(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
    Case any = random(new Random(seed), count, 1_000);
    long asked = seed % 2 == 0 ? any.asked() : any.offered().longValueExact();
    Case c = new Case(any.keys(), any.sizes(), any.prices(), asked);
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
    assertThatThrownBy(() -> new Allocation.Quotes(any, any, 0))
        .hasMessage("0 quotes; 1 to 64 are possible");
    assertThatThrownBy(() -> new Allocation.Quotes(any, any, 65))
        .hasMessage("65 quotes; 1 to 64 are possible");
  }
}
