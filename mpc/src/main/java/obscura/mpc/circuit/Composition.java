package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * What an {@link Allocation} amounts to. Products stay two summands for each quote until the quotes
 * are added up, so that carries run once: some 30 rounds.
 *
 * @param makers how many are taken
 * @param total the sum of the fills
 * @param notional the sum of fill times price, two words, low first
 * @param cost the sum of fill times price with fee, in 1/10,000, three words, low first
 */
public record Composition(Word makers, Word total, List<Word> notional, List<Word> cost) {
  private static final int VALUE_BITS = Allocation.VALUE_BITS;
  private static final int PRODUCT_BITS = VALUE_BITS + AllIn.BITS;

  /** The columns that are added up over the lanes. */
  private static final int PRICES = 0;

  private static final int COSTS = 1;
  private static final int FILLS = 2;
  private static final int USED = 3;
  private static final int COLUMNS = 4;

  /**
   * Adds up an allocation.
   *
   * @param prices of the quotes, lane by lane, below 2^62
   * @param costs of the quotes, lane by lane: price with fee, {@link AllIn#BITS} bits
   * @param count the quotes, 1 to {@link Allocation#QUOTES_MAX}
   */
  public static Composition of(Gates gates, Allocation shared, Bits prices, Bits costs, int count) {
    Bits factors = new Bits(AllIn.BITS, 2);
    factors.columns(PRICES, 1).rows(0, VALUE_BITS).set(prices.rows(0, VALUE_BITS));
    factors.columns(COSTS, 1).set(costs);
    List<Bits> columns = new ArrayList<>();
    for (Bits products : Sum.saved(gates, products(gates, shared.fills(), factors))) {
      columns.add(new Bits(PRODUCT_BITS, COLUMNS));
      columns.getLast().columns(PRICES, 2).set(products);
    }
    columns.getFirst().columns(FILLS, 1).rows(0, VALUE_BITS).set(shared.fills());
    columns.getFirst().columns(USED, 1).rows(0, 1).set(shared.used());
    Bits sums = overLanes(gates, columns, count);
    return new Composition(
        sums.lane(0, USED * 64, Byte.SIZE - 1),
        sums.lane(0, FILLS * 64, VALUE_BITS),
        List.of(sums.lane(0, PRICES * 64, 64), sums.lane(64, PRICES * 64, 2 * VALUE_BITS - 64)),
        List.of(
            sums.lane(0, COSTS * 64, 64),
            sums.lane(64, COSTS * 64, 64),
            sums.lane(128, COSTS * 64, PRODUCT_BITS - 128)));
  }

  /** Summands of fill times factor, lane by lane. */
  private static List<Bits> products(Gates gates, Bits fills, Bits factors) {
    Bits[] left = new Bits[VALUE_BITS];
    Bits[] right = new Bits[VALUE_BITS];
    for (int b = 0; b < VALUE_BITS; b++) {
      Bits bit = fills.rows(b, 1);
      left[b] = Bits.beside(bit, bit).repeat(AllIn.BITS);
      right[b] = factors;
    }
    Bits all = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < VALUE_BITS; b++) {
      Bits shifted = new Bits(PRODUCT_BITS, 2);
      shifted.rows(b, AllIn.BITS).set(all.rows(b * AllIn.BITS, AllIn.BITS));
      summands.add(shifted);
    }
    return summands;
  }

  /** In lane 0 of each column the sum of the first lanes: halves are added until one is left. */
  private static Bits overLanes(Gates gates, List<Bits> summands, int count) {
    List<Bits> rest = summands;
    for (int half = Integer.highestOneBit(2 * count - 1) / 2; half > 0; half /= 2) {
      List<Bits> both = new ArrayList<>(rest);
      for (Bits one : rest) {
        both.add(upper(one, half));
      }
      rest = Sum.saved(gates, both);
    }
    return Sum.addAll(gates, rest);
  }

  private static Bits upper(Bits x, int half) {
    Bits result = new Bits(x.rows(), x.words());
    for (int column = 0; column < x.words(); column++) {
      result.columns(column, 1).copyLanes(x.columns(column, 1), half, 0, half);
    }
    return result;
  }
}
