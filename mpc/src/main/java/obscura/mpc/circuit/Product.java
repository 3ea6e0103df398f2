package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;

/**
 * Multiplies lane by lane, modulo 2^rows: each bit of y times x at its weight, all in one round,
 * then the sum of these ({@link Sum#addAll}).
 */
public final class Product {
  private Product() {}

  /** x * y, of the same shape. */
  public static Bits of(Gates gates, Bits x, Bits y) {
    int bits = x.rows();
    Bits[] left = new Bits[bits];
    Bits[] right = new Bits[bits];
    for (int b = 0; b < bits; b++) {
      left[b] = x.rows(0, bits - b);
      right[b] = y.rows(b, 1).repeat(bits - b);
    }
    Bits products = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> summands = new ArrayList<>();
    for (int b = 0, at = 0; b < bits; at += bits - b, b++) {
      Bits summand = new Bits(bits, x.words());
      summand.rows(b, bits - b).set(products.rows(at, bits - b));
      summands.add(summand);
    }
    return Sum.addAll(gates, summands);
  }
}
