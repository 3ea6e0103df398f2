package obscura.settlement.crypto;

import java.math.BigInteger;

/** An element of a {@link Group}; a value, equal to another of the same group and encoding. */
public interface Point {
  /** The group it belongs to. */
  Group group();

  /**
   * The sum.
   *
   * @throws IllegalArgumentException if the other is of another group
   */
  Point plus(Point other);

  /** The element which added to this one gives the neutral one. */
  Point negate();

  /**
   * This element taken {@code scalar} times; any integer, counted modulo the group's order.
   *
   * <p>Constant time: on ed25519 and ristretto255 the multiplication itself is (tables are read
   * whole, no branch on a digit), but the scalar comes as a {@link BigInteger}, whose reduction
   * depends on its length. On secp256k1 the number of steps is fixed (a comb whose tables are read
   * whole), the field's last reductions are not. On alt_bn128 nothing is: it is arithmetic on
   * {@link BigInteger}. Whoever can time single operations of this process learns something of a
   * scalar.
   */
  Point times(BigInteger scalar);

  /**
   * This point, from now on faster to multiply where its group knows how. For generators: it takes
   * as long as some multiplications.
   */
  default Point fixed() {
    return this;
  }

  /** The neutral element? */
  boolean isIdentity();

  /**
   * The canonical encoding: secp256k1 33 bytes compressed, alt_bn128 64 bytes x ‖ y, ed25519 and
   * ristretto255 32 bytes. The neutral element is all zeros on alt_bn128, one zero byte on
   * secp256k1.
   */
  byte[] encode();

  /** The difference. */
  default Point minus(Point other) {
    return plus(other.negate());
  }
}
