package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * The key by which quotes are ranked, lower is better: price * (10,000 + fee) for an offer, the
 * complement of price * (10,000 - fee) for a bid. With price below 2^62 and fee at most 9,999 it
 * has {@link #BITS} bits. 16 rounds.
 */
public final class AllIn {
  public static final int BITS = 77;

  private static final int SCALE = 10_000;
  private static final int FEE_BITS = 14;

  private AllIn() {}

  /**
   * The key in lane 0.
   *
   * @param offer lowest bit: 1 for an offer, 0 for a bid
   */
  public static Bits key(Gates gates, Word price, Word fee, Word offer) {
    Bits negative = Bits.broadcast(gates.notBit(offer), 1, 1);
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < FEE_BITS; b++) {
      if ((SCALE >>> b & 1) == 1) {
        summands.add(shifted(Bits.broadcast(price, 64, 1), b));
      }
    }
    for (Bits product : products(gates, price, fee)) {
      summands.add(product.xorRow(negative));
    }
    summands.add(completion(negative));
    return Sum.addAll(gates, summands).xorRow(negative);
  }

  /** The fee's bits times the price, each moved to its weight. */
  private static List<Bits> products(Gates gates, Word price, Word fee) {
    Bits[] prices = new Bits[FEE_BITS];
    Bits[] bits = new Bits[FEE_BITS];
    for (int b = 0; b < FEE_BITS; b++) {
      prices[b] = Bits.broadcast(price, 64, 1);
      bits[b] = Bits.broadcast(fee.bit(b), 1, 1).repeat(64);
    }
    Bits all = gates.and(Bits.stack(prices), Bits.stack(bits));
    List<Bits> result = new ArrayList<>();
    for (int b = 0; b < FEE_BITS; b++) {
      result.add(shifted(all.rows(64 * b, 64), b));
    }
    return result;
  }

  /** The ones that turn {@link #FEE_BITS} complements into negatives. */
  private static Bits completion(Bits negative) {
    Bits result = new Bits(BITS, 1);
    for (int b = 0; b < 32 - Integer.numberOfLeadingZeros(FEE_BITS); b++) {
      if ((FEE_BITS >>> b & 1) == 1) {
        result.set(b, negative, 0);
      }
    }
    return result;
  }

  private static Bits shifted(Bits x, int up) {
    int kept = Math.min(x.rows(), BITS - up);
    Bits result = new Bits(BITS, x.words());
    result.rows(up, kept).set(x.rows(0, kept));
    return result;
  }
}
