package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Whether a price is the mean price of a quantity, notional / quantity rounded against the taker,
 * without a division: for a buying taker {@code d = price * quantity - notional}, for a selling one
 * the negative, must be at least 0 and below the quantity. One addition of two columns gives the
 * signs of {@code d} and {@code d - quantity}. Some 22 rounds.
 *
 * @param sells lowest bit: whether the taker sells, so that the price is rounded down
 * @param quantity above 0 and below 2^62
 * @param notional two words, low first, below 2^124
 */
public record MeanPrice(Word sells, Word quantity, List<Word> notional) {
  private static final int PRICE_BITS = 64;
  private static final int QUANTITY_BITS = 62;

  /** A product has 126 bits, a notional 124: the difference has a sign in 128. */
  private static final int BITS = 128;

  /** The lowest bit says whether it is; any 64 bits may be asked. */
  public Word is(Gates gates, Word price) {
    Bits negative = Bits.broadcast(sells, 1, 1);
    List<Bits> summands = new ArrayList<>();
    for (Bits part : Sum.saved(gates, products(gates, price))) {
      summands.add(twice(part.xorRow(negative)));
    }
    Bits whole = new Bits(BITS, 1);
    whole.setLane(0, 0, 64, notional.get(0));
    whole.setLane(64, 0, 64, notional.get(1));
    summands.add(twice(gates.not(whole.xorRow(negative))));
    summands.add(Bits.beside(new Bits(BITS, 1), lessQuantity(gates)));
    summands.add(completion(gates));
    Bits sums = Sum.addAll(gates, summands);
    Word notBelow = gates.notBit(sums.lane(BITS - 1, 0, 1));
    return gates.and(notBelow, sums.lane(BITS - 1, 64, 1));
  }

  private List<Bits> products(Gates gates, Word price) {
    Bits[] left = new Bits[QUANTITY_BITS];
    Bits[] right = new Bits[QUANTITY_BITS];
    for (int b = 0; b < QUANTITY_BITS; b++) {
      left[b] = Bits.broadcast(quantity.bit(b), 1, 1).repeat(PRICE_BITS);
      right[b] = Bits.broadcast(price, PRICE_BITS, 1);
    }
    Bits all = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < QUANTITY_BITS; b++) {
      Bits shifted = new Bits(BITS, 1);
      shifted.rows(b, PRICE_BITS).set(all.rows(b * PRICE_BITS, PRICE_BITS));
      summands.add(shifted);
    }
    return summands;
  }

  private Bits lessQuantity(Gates gates) {
    Bits widened = new Bits(BITS, 1);
    widened.rows(0, QUANTITY_BITS).set(Bits.broadcast(quantity, QUANTITY_BITS, 1));
    return gates.not(widened);
  }

  /**
   * The ones that turn complements into negatives. Where the taker buys only the notional is
   * complemented: 1. Where it sells both summands of the product are: 2. One more for the quantity.
   */
  private Bits completion(Gates gates) {
    Bits ones = new Bits(BITS, 2);
    ones.setLane(0, 0, 1, gates.notBit(sells));
    ones.setLane(1, 0, 1, sells);
    ones.setLane(0, 64, 1, sells);
    ones.setLane(1, 64, 1, gates.constant(1));
    return ones;
  }

  private static Bits twice(Bits column) {
    return Bits.beside(column, column);
  }
}
