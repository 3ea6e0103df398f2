package obscura.mpc.circuit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * What a fill amounts to in the smallest units of the two tokens, and what is left of the notes
 * that pay for it. Lane {@link #BASE}: what is bought; lane {@link #QUOTE}: what is paid for it.
 *
 * @param fits single row: the amount is below 2^96, and so is what is left, which is not negative;
 *     unless it is set the side's amounts mean nothing
 * @param amounts {@link #BITS} rows of one word
 * @param changes the same
 */
public record Delivery(Bits fits, Bits amounts, Bits changes) {
  public static final int BASE = 0;
  public static final int QUOTE = 1;

  /** Bits of an amount. */
  public static final int BITS = 96;

  /** How many notes may pay one side. */
  public static final int NOTES_MAX = 8;

  private static final int LANES = 2;
  private static final int VALUE_BITS = 62;
  private static final int SUM_BITS = BITS + 4;
  private static final BigInteger HIGHEST = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);

  /**
   * A fill.
   *
   * @param lots below 2^62
   * @param ticks price, below 2^62
   */
  public record Fill(Word lots, Word ticks) {}

  /**
   * What a fill counts, public.
   *
   * @param perLot units of the base token in a lot, 1 to 2^96 - 1
   * @param perTick units of the quote token that a lot costs at a price of one tick, likewise
   */
  public record Units(BigInteger perLot, BigInteger perTick) {
    public Units {
      for (BigInteger units : List.of(perLot, perTick)) {
        if (units.signum() < 1 || units.compareTo(HIGHEST) > 0) {
          throw new IllegalArgumentException("units of 1 to 2^96 - 1, not " + units);
        }
      }
    }

    private List<BigInteger> both() {
      return List.of(perLot, perTick);
    }
  }

  /**
   * An amount below 2^96.
   *
   * @param low its lowest 64 bits
   * @param high the other 32
   */
  public record Amount(Word low, Word high) {
    /** From a lane of a matrix of {@link #BITS} rows. */
    public static Amount of(Bits rows, int lane) {
      return new Amount(rows.lane(0, lane, 64), rows.lane(64, lane, BITS - 64));
    }

    /** Into a lane of a matrix of at least as many rows. */
    public void into(Bits rows, int lane) {
      rows.setLane(0, lane, 64, low);
      rows.setLane(64, lane, BITS - 64, high);
    }
  }

  /**
   * Computes both sides side by side. Some 45 rounds.
   *
   * @param base notes that pay in the base token, at most {@link #NOTES_MAX}
   * @param quote notes that pay in the quote token, likewise
   */
  public static Delivery of(
      Gates gates, Fill fill, Units units, List<Amount> base, List<Amount> quote) {
    Bits lots = new Bits(VALUE_BITS, 1);
    Bits ticks = new Bits(VALUE_BITS, 1);
    lots.setLane(0, BASE, VALUE_BITS, fill.lots());
    lots.setLane(0, QUOTE, VALUE_BITS, fill.lots());
    ticks.setLane(0, BASE, VALUE_BITS, gates.constant(1));
    ticks.setLane(0, QUOTE, VALUE_BITS, fill.ticks());
    Bits products = Wide.product(gates, lots, ticks);
    Bits exceeds = Compare.less(gates, limits(gates, units, products.rows()), products);
    Bits amounts = Wide.scaled(gates, products.rows(0, BITS), units.both());
    Bits rest = Sum.subtract(gates, inputs(gates, base, quote), widened(amounts));
    Bits conditions = new Bits(1 + SUM_BITS - BITS, 1);
    conditions.set(0, gates.not(exceeds), 0);
    conditions.rows(1, SUM_BITS - BITS).set(gates.not(rest.rows(BITS, SUM_BITS - BITS)));
    return new Delivery(Fold.andRows(gates, conditions), amounts, rest.rows(0, BITS));
  }

  /** Whether both sides fit, in the lowest bit. */
  public Word allowed(Gates gates) {
    return Fold.allLanes(gates, fits, LANES);
  }

  /** The highest products that give an amount below 2^96. */
  private static Bits limits(Gates gates, Units units, int rows) {
    Bits limits = new Bits(rows, 1);
    for (int lane = 0; lane < LANES; lane++) {
      BigInteger limit = HIGHEST.divide(units.both().get(lane));
      limits.setLane(0, lane, 64, gates.constant(limit.longValue()));
      limits.setLane(64, lane, rows - 64, gates.constant(limit.shiftRight(64).longValue()));
    }
    return limits;
  }

  private static Bits inputs(Gates gates, List<Amount> base, List<Amount> quote) {
    if (base.size() > NOTES_MAX || quote.size() > NOTES_MAX) {
      throw new IllegalArgumentException("more than " + NOTES_MAX + " notes");
    }
    List<Bits> summands = new ArrayList<>(List.of(new Bits(SUM_BITS, 1)));
    for (int k = 0; k < Math.max(base.size(), quote.size()); k++) {
      Bits summand = new Bits(SUM_BITS, 1);
      if (k < base.size()) {
        base.get(k).into(summand, BASE);
      }
      if (k < quote.size()) {
        quote.get(k).into(summand, QUOTE);
      }
      summands.add(summand);
    }
    return Sum.addAll(gates, summands);
  }

  private static Bits widened(Bits amounts) {
    Bits wide = new Bits(SUM_BITS, 1);
    wide.rows(0, BITS).set(amounts);
    return wide;
  }
}
