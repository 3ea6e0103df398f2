package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/** Prices about the mean price, and far from it, on shares, against plain arithmetic. */
class MeanPriceProperties {
  private static final long HIGHEST = (1L << 62) - 1;

  private static boolean is(
      long seed, boolean sells, long quantity, BigInteger notional, long price) {
    long[] in = {
      sells ? 1 : 0, quantity, notional.longValue(), notional.shiftRight(64).longValue(), price
    };
    return new Trio(seed)
            .evaluate(
                (gates, shares) -> {
                  Bits x = shares.get(0);
                  List<Word> words = List.of(x.lane(0, 2, 64), x.lane(0, 3, 64));
                  MeanPrice mean = new MeanPrice(x.lane(0, 0, 1), x.lane(0, 1, 62), words);
                  return Bits.row(mean.is(gates, x.lane(0, 4, 64)));
                },
                1,
                Trio.slice(in, 64))[0]
        == 1;
  }

  /** Rounded up for a buyer, down for a seller. */
  private static BigInteger mean(boolean sells, long quantity, BigInteger notional) {
    BigInteger[] parts = notional.divideAndRemainder(BigInteger.valueOf(quantity));
    return sells || parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
  }

  @Property(tries = 200)
  void onlyTheMeanPriceIsTaken(
      @ForAll long seed, @ForAll boolean sells, @ForAll @IntRange(min = -2, max = 2) int off) {
    Random random = new Random(seed);
    long quantity = 1 + random.nextLong(1L << random.nextInt(1, 62));
    long price = 1 + random.nextLong(1L << random.nextInt(1, 62));
    BigInteger notional =
        BigInteger.valueOf(quantity)
            .multiply(BigInteger.valueOf(price))
            .subtract(BigInteger.valueOf(random.nextLong(quantity)));
    BigInteger mean = mean(sells, quantity, notional);
    assertThat(is(seed, sells, quantity, notional, mean.longValueExact() + off))
        .isEqualTo(off == 0);
    long any = random.nextLong();
    assertThat(is(seed, sells, quantity, notional, any)).isEqualTo(any == mean.longValueExact());
  }

  @Property(tries = 100)
  void theHighestValues(
      @ForAll long seed, @ForAll boolean sells, @ForAll @IntRange(min = -1, max = 1) int off) {
    BigInteger notional = BigInteger.valueOf(HIGHEST).pow(2);
    assertThat(is(seed, sells, HIGHEST, notional, HIGHEST + off)).isEqualTo(off == 0);
    BigInteger less = notional.subtract(BigInteger.ONE);
    assertThat(is(seed, sells, HIGHEST, less, HIGHEST + off)).isEqualTo(off == (sells ? -1 : 0));
  }
}
