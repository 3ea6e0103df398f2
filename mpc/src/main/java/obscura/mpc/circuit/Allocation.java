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
 * it, stays shared.
 *
 * <p>With {@code ahead} for the sizes of all better quotes, {@code left = asked - ahead} is what a
 * quote is still asked for. One addition of three columns gives {@code ahead + ~asked = ~left}, the
 * sign of {@code ahead - asked}, whether anything is asked for, and that of {@code ahead + size -
 * asked}, whether no more than the size is. The numbers stand a row up, so that the lowest row has
 * room for the ones that make negatives of complements. If the quotes cover the request, both hold
 * of exactly one of them. Some 20 to 30 rounds in all.
 *
 * @param fills what is taken of each quote, lane by lane; 0 beyond the quotes in use
 * @param used single row: whether anything is taken of it; 0 beyond the quotes in use
 * @param covered lowest bit: whether the fills add up to what was asked for
 */
public record Allocation(Bits fills, Bits used, Word covered) {
  /** Quotes of one request at most. */
  public static final int QUOTES_MAX = 64;

  static final int VALUE_BITS = 62;

  /** For sums of {@link #QUOTES_MAX} values, a row up, with a sign. */
  private static final int SUM_BITS = 1 + VALUE_BITS + 7;

  private static final int SIGN = SUM_BITS - 1;

  /**
   * The quotes, one in each lane.
   *
   * @param keys lower is better, see {@link AllIn}
   * @param sizes above 0 and below 2^62
   * @param count 1 to {@link #QUOTES_MAX}
   */
  public record Quotes(Bits keys, Bits sizes, int count) {
    /** Cuts values to the bits that they can have. */
    public Quotes {
      if (count < 1 || count > QUOTES_MAX) {
        throw new IllegalArgumentException(count + " quotes; 1 to " + QUOTES_MAX + " are possible");
      }
      sizes = sizes.rows(0, VALUE_BITS);
    }
  }

  /**
   * The best allocation.
   *
   * @param asked below 2^62
   */
  public static Allocation of(Gates gates, Quotes quotes, Word asked) {
    List<Bits> summands = new ArrayList<>();
    for (Bits part : ahead(gates, quotes)) {
      summands.add(Bits.beside(part, part, part));
    }
    Bits less = gates.not(rowUp(Bits.broadcast(asked, VALUE_BITS, 1)));
    summands.add(Bits.beside(less, less, less));
    Bits more = Bits.beside(new Bits(SUM_BITS, 2), rowUp(quotes.sizes()));
    gates.flip(more, 0, 1, -1);
    gates.flip(more, 0, 2, -1);
    summands.add(more);
    Bits sums = Sum.addAll(gates, summands);
    Bits left = gates.not(sums.columns(0, 1).rows(1, VALUE_BITS));
    Bits used = copy(sums.columns(1, 1).rows(SIGN, 1)).maskLanes(lanes(quotes));
    Bits isEnough = gates.not(sums.columns(2, 1).rows(SIGN, 1));
    Bits most = gates.choose(isEnough, left, quotes.sizes());
    Bits taken = gates.and(used.repeat(VALUE_BITS + 1), Bits.stack(most, isEnough));
    return new Allocation(taken.rows(0, VALUE_BITS), used, taken.word(VALUE_BITS, 0).parity());
  }

  private static Bits copy(Bits row) {
    return new Bits(1, 1).set(row);
  }

  private static long[] lanes(Quotes quotes) {
    return new long[] {lanesFrom(0, quotes.count())};
  }

  /** For every quote the sizes of all better ones: at most two numbers to be added up. */
  private static List<Bits> ahead(Gates gates, Quotes quotes) {
    int count = quotes.count();
    if (count == 1) {
      return List.of();
    }
    Bits[] isBetter = better(gates, quotes);
    Bits[] sizes = new Bits[count - 1];
    for (int step = 1; step < count; step++) {
      sizes[step - 1] = rotated(quotes.sizes(), step, count);
    }
    Bits taken = gates.and(Bits.beside(isBetter).repeat(VALUE_BITS), Bits.beside(sizes));
    List<Bits> summands = new ArrayList<>();
    for (int k = 0; k < count - 1; k++) {
      summands.add(rowUp(taken.columns(k, 1)));
    }
    return Sum.saved(gates, summands);
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

  private static long lanesFrom(int first, int end) {
    return -1L << first & -1L >>> (Long.SIZE - end);
  }

  /** Twice the numbers, with room for their sums. */
  private static Bits rowUp(Bits x) {
    Bits result = new Bits(SUM_BITS, x.words());
    result.rows(1, x.rows()).set(x);
    return result;
  }
}
