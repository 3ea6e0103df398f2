package obscura.mpc.circuit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;

/** Products that keep all their bits, and products with public numbers, lane by lane. */
final class Wide {
  private Wide() {}

  /** x * y, with as many rows as both have together. */
  static Bits product(Gates gates, Bits x, Bits y) {
    int bits = x.rows() + y.rows();
    Bits[] left = new Bits[y.rows()];
    Bits[] right = new Bits[y.rows()];
    for (int b = 0; b < y.rows(); b++) {
      left[b] = x;
      right[b] = y.rows(b, 1).repeat(x.rows());
    }
    Bits products = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < y.rows(); b++) {
      Bits summand = new Bits(bits, x.words());
      summand.rows(b, x.rows()).set(products.rows(b * x.rows(), x.rows()));
      summands.add(summand);
    }
    return Sum.addAll(gates, summands);
  }

  /**
   * x times a public number, modulo 2^rows. How long it takes depends on the bits of the numbers.
   *
   * @param x one word
   * @param factors one for each lane in use, above 0
   */
  static Bits scaled(Gates gates, Bits x, List<BigInteger> factors) {
    List<Bits> summands = new ArrayList<>();
    for (int b = 0; b < x.rows(); b++) {
      long lanes = 0;
      for (int lane = 0; lane < factors.size(); lane++) {
        lanes |= factors.get(lane).testBit(b) ? 1L << lane : 0;
      }
      if (lanes != 0) {
        Bits summand = new Bits(x.rows(), 1);
        summand.rows(b, x.rows() - b).set(x.rows(0, x.rows() - b));
        summands.add(summand.maskLanes(new long[] {lanes}));
      }
    }
    return Sum.addAll(gates, summands);
  }
}
