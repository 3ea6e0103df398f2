package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Shares one request out over several makers (requirement 38): the best quote is taken whole, then
 * the next, until the quantity asked for is reached; the last one taken gives what is still needed.
 * Since every unit comes from the lowest key that is left, no other allocation of the same quantity
 * has a lower sum of keys. Of equal keys the lower lane goes first. Who is taken, and how much of
 * it, stays shared. Some 60 rounds.
 *
 * @param fills what is taken of each quote, lane by lane; 0 beyond the quotes in use
 * @param used single row: whether anything is taken of it
 * @param makers how many are taken
 * @param total the sum of the fills, at most what was asked for
 * @param notional the sum of fill times price, two words, low first
 */
public record Composition(Bits fills, Bits used, Word makers, Word total, List<Word> notional) {
  /** Quotes of one request at most. */
  public static final int QUOTES_MAX = 64;

  private static final int VALUE_BITS = 62;

  /** For sums of {@link #QUOTES_MAX} values. */
  private static final int SUM_BITS = VALUE_BITS + 6;

  private static final int NOTIONAL_BITS = 2 * VALUE_BITS;

  /**
   * The quotes, one in each lane.
   *
   * @param keys lower is better, see {@link AllIn}
   * @param sizes above 0 and below 2^62
   * @param prices below 2^62
   * @param count 1 to {@link #QUOTES_MAX}
   */
  public record Quotes(Bits keys, Bits sizes, Bits prices, int count) {
    /** Cuts values to the bits that they can have. */
    public Quotes {
      if (count < 1 || count > QUOTES_MAX) {
        throw new IllegalArgumentException(count + " quotes; 1 to " + QUOTES_MAX + " are possible");
      }
      sizes = sizes.rows(0, VALUE_BITS);
      prices = prices.rows(0, VALUE_BITS);
    }
  }

  /**
   * Composes the best fill of a request.
   *
   * @param asked below 2^62
   */
  public static Composition of(Gates gates, Quotes quotes, Word asked) {
    Bits wanted = widened(Bits.broadcast(asked, VALUE_BITS, 1), SUM_BITS);
    Bits ahead = ahead(gates, quotes);
    long[] lanes = {lanesFrom(0, quotes.count())};
    Bits used = Compare.less(gates, ahead, wanted).maskLanes(lanes);
    Bits left = Sum.subtract(gates, wanted, ahead).rows(0, VALUE_BITS);
    Bits isLast = Compare.less(gates, left, quotes.sizes());
    Bits fills = gates.and(used.repeat(VALUE_BITS), gates.choose(isLast, left, quotes.sizes()));
    Bits sums = sums(gates, quotes.count(), products(gates, fills, quotes.prices()), fills, used);
    return new Composition(
        fills,
        used,
        sums.lane(0, 2, Byte.SIZE - 1),
        sums.lane(0, 1, VALUE_BITS),
        List.of(sums.lane(0, 0, 64), sums.lane(64, 0, NOTIONAL_BITS - 64)));
  }

  /** For every quote the sum of the sizes of all better ones. */
  private static Bits ahead(Gates gates, Quotes quotes) {
    int count = quotes.count();
    if (count == 1) {
      return new Bits(SUM_BITS, 1);
    }
    Bits[] isBetter = better(gates, quotes);
    Bits[] sizes = new Bits[count - 1];
    for (int step = 1; step < count; step++) {
      sizes[step - 1] = rotated(quotes.sizes(), step, count);
    }
    Bits taken = gates.and(Bits.beside(isBetter).repeat(VALUE_BITS), Bits.beside(sizes));
    List<Bits> summands = new ArrayList<>();
    for (int k = 0; k < count - 1; k++) {
      summands.add(widened(taken.columns(k, 1), SUM_BITS));
    }
    return Sum.addAll(gates, summands);
  }

  /**
   * For every step of 1 to count - 1 a single row: whether the quote so many lanes on, around the
   * end, is better than the lane's own. Half of them are the negation of the others.
   */
  private static Bits[] better(Gates gates, Quotes quotes) {
    int count = quotes.count();
    int half = count / 2;
    Bits[] others = new Bits[half];
    Bits[] own = new Bits[half];
    Bits[] ties = new Bits[half];
    for (int step = 1; step <= half; step++) {
      others[step - 1] = rotated(quotes.keys(), step, count);
      own[step - 1] = quotes.keys().columns(0, 1);
      ties[step - 1] = new Bits(1, 1);
      gates.flip(ties[step - 1], 0, 0, lanesFrom(count - step, count));
    }
    Bits compared = Compare.less(gates, Bits.beside(others), Bits.beside(own), Bits.beside(ties));
    Bits[] result = new Bits[count - 1];
    for (int step = 1; step < count; step++) {
      result[step - 1] =
          step <= half
              ? compared.columns(step - 1, 1)
              : gates.not(rotated(compared.columns(count - step - 1, 1), step, count));
    }
    return result;
  }

  /** In lane t what stood in lane (t + step) modulo count. */
  private static Bits rotated(Bits x, int step, int count) {
    Bits result = new Bits(x.rows(), 1);
    result.copyLanes(x, step, 0, count - step);
    result.copyLanes(x, 0, count - step, step);
    return result;
  }

  /** Lane by lane. */
  private static Bits products(Gates gates, Bits x, Bits y) {
    Bits[] left = new Bits[VALUE_BITS];
    Bits[] right = new Bits[VALUE_BITS];
    for (int b = 0; b < VALUE_BITS; b++) {
      left[b] = x.rows(b, 1).repeat(VALUE_BITS);
      right[b] = y;
    }
    Bits all = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < VALUE_BITS; b++) {
      Bits shifted = new Bits(NOTIONAL_BITS, 1);
      shifted.rows(b, VALUE_BITS).set(all.rows(b * VALUE_BITS, VALUE_BITS));
      summands.add(shifted);
    }
    return Sum.addAll(gates, summands);
  }

  /** The sum over the lanes of each matrix, in lanes 0, 1, 2. */
  private static Bits sums(Gates gates, int count, Bits... matrices) {
    List<Bits> summands = new ArrayList<>();
    for (int lane = 0; lane < count; lane++) {
      Bits summand = new Bits(NOTIONAL_BITS, 1);
      for (int k = 0; k < matrices.length; k++) {
        summand.rows(0, matrices[k].rows()).copyLanes(matrices[k], lane, k, 1);
      }
      summands.add(summand);
    }
    return Sum.addAll(gates, summands);
  }

  private static long lanesFrom(int first, int end) {
    return -1L << first & -1L >>> (Long.SIZE - end);
  }

  private static Bits widened(Bits x, int rows) {
    Bits result = new Bits(rows, x.words());
    result.rows(0, x.rows()).set(x);
    return result;
  }
}
