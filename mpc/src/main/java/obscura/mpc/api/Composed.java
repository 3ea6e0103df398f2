package obscura.mpc.api;

import java.math.BigInteger;

/**
 * The terms of a request that several makers fill together, as the taker gets them revealed: a
 * {@link Vector} whose flags have the bit {@link #MARK} and whose words mean something else.
 *
 * <pre>
 * instrument
 * flags        bit 0 the makers' side, bit 2 set, bits 8 to 14 makers, bits 16 to 26 cost from 128 on
 * quantity     lots
 * price        notional, bits 0 to 63
 * minQuantity  notional, bits 64 to 123
 * fee          cost, bits 0 to 63
 * refusal      cost, bits 64 to 127
 * </pre>
 *
 * <p>{@link #toString} tells no value.
 *
 * @param sells the makers' side: the taker buys
 * @param quantity lots; the sum of what is taken of each maker
 * @param notional lots times ticks; 0 where there is not enough, so that nothing can be dealt
 * @param cost the same with the makers' fees, in 1/10,000
 * @param makers how many are needed; 0 where there is not enough
 */
public record Composed(
    long instrument,
    boolean sells,
    long quantity,
    BigInteger notional,
    BigInteger cost,
    int makers) {
  /** The bit of the flags that tells such a vector from others. */
  public static final long MARK = 4;

  /** Where the number of makers begins in the flags. */
  public static final int MAKERS_AT = 8;

  /** Where the highest bits of the cost begin in the flags. */
  public static final int COST_AT = 16;

  private static final long MAKERS_MASK = 0x7F;
  private static final BigInteger SCALE = BigInteger.valueOf(10_000);

  /** Whether a vector is to be read so. */
  public static boolean is(Vector vector) {
    return (vector.flags() & MARK) != 0;
  }

  /** Reads a vector for which {@link #is} holds. */
  public static Composed of(Vector v) {
    return new Composed(
        v.instrument(),
        (v.flags() & Vector.SELL) != 0,
        v.quantity(),
        number(v.minQuantity(), v.price()),
        number(v.flags() >>> COST_AT, v.refusal()).shiftLeft(Long.SIZE).or(number(0, v.fee())),
        (int) (v.flags() >>> MAKERS_AT & MAKERS_MASK));
  }

  private static BigInteger number(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(Long.SIZE)
        .or(new BigInteger(Long.toUnsignedString(low)));
  }

  /**
   * The price of all of it in ticks, weighted by size and rounded against the taker: up if it buys,
   * down if it sells. An accept must name this price or none. 0 where there is not enough.
   */
  public long price() {
    return divided(notional, BigInteger.valueOf(quantity), sells);
  }

  /** What the makers charge together, in basis points of the notional, rounded up. */
  public long feeBasisPoints() {
    return divided(cost.subtract(notional.multiply(SCALE)).abs(), notional, true);
  }

  private static long divided(BigInteger x, BigInteger y, boolean up) {
    if (x.signum() == 0) {
      return 0;
    }
    BigInteger[] parts = x.divideAndRemainder(y);
    boolean more = up && parts[1].signum() != 0;
    return parts[0].longValueExact() + (more ? 1 : 0);
  }

  @Override
  public String toString() {
    return "Composed[sealed]";
  }
}
