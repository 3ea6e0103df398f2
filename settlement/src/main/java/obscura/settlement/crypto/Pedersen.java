package obscura.settlement.crypto;

import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * Pedersen commitments {@code C = v·G + r·H}: hiding whatever the holder of C can compute, binding
 * as long as nobody knows the logarithm of H to the base G. The sum of two commitments commits to
 * the sums of values and blindings (T. Pedersen, CRYPTO '91).
 *
 * @param g carries the value
 * @param h carries the blinding
 */
public record Pedersen(Point g, Point h) {
  private static final int COUNTERS = 256;

  /**
   * Checks that both are of one group and differ.
   *
   * @throws IllegalArgumentException if not
   */
  public Pedersen {
    if (!g.group().equals(h.group()) || g.equals(h) || g.isIdentity() || h.isIdentity()) {
      throw new IllegalArgumentException("two different points of one group are needed");
    }
    g = g.fixed();
    h = h.fixed();
  }

  /**
   * A point whose logarithm nobody knows: the first counter from 0 whose preimage's SHA-256 is a
   * point ({@link Group#lift}).
   *
   * @throws IllegalStateException if none of 256 is (one time in 2^256)
   */
  public static Point generator(Group group, IntFunction<byte[]> preimage) {
    for (int counter = 0; counter < COUNTERS; counter++) {
      Point point = group.lift(Hash.sha256(preimage.apply(counter)));
      if (point != null) {
        return point;
      }
    }
    throw new IllegalStateException("no counter below 256 gives a point");
  }

  /**
   * The commitment to a value. Constant time: as {@link Point#times}.
   *
   * @param value at least 0, below the group's order
   * @param blinding counted modulo the order
   * @throws IllegalArgumentException if the value is out of its range, or the commitment is the
   *     neutral element
   */
  public Point commit(BigInteger value, BigInteger blinding) {
    if (value.signum() < 0 || value.compareTo(g.group().order()) >= 0) {
      throw new IllegalArgumentException("the value is negative or not below the group's order");
    }
    Point commitment = g.times(value).plus(h.times(blinding));
    if (commitment.isIdentity()) {
      throw new IllegalArgumentException("value and blinding give the neutral element");
    }
    return commitment;
  }

  /** Does the commitment open to this value and blinding? */
  public boolean opens(Point commitment, BigInteger value, BigInteger blinding) {
    return value.signum() >= 0
        && value.compareTo(g.group().order()) < 0
        && g.times(value).plus(h.times(blinding)).equals(commitment);
  }
}
