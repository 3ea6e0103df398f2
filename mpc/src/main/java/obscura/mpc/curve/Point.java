package obscura.mpc.curve;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A point of {@link Bn254}, immutable. A point that is multiplied often keeps its table, so hold on
 * to generators. Thread-safe.
 */
public final class Point {
  /** Length of {@link #bytes}. */
  public static final int BYTES = 64;

  private static final int COORDINATE = 32;

  /** The neutral element, which is nobody's commitment. */
  public static final Point INFINITY = new Point(Bn254.CURVE.getInfinity());

  private final ECPoint point;

  Point(ECPoint point) {
    this.point = point.normalize();
  }

  /**
   * Reads x and y, 32 bytes each, big-endian; 64 zeros are {@link #INFINITY}, as in EIP-196.
   *
   * @throws IllegalArgumentException if that is no point of the group
   */
  public static Point of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a point has 64 bytes, not " + bytes.length);
    }
    BigInteger x = new BigInteger(1, Arrays.copyOf(bytes, COORDINATE));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, COORDINATE, BYTES));
    if (x.signum() == 0 && y.signum() == 0) {
      return INFINITY;
    }
    if (x.compareTo(Bn254.P) >= 0 || y.compareTo(Bn254.P) >= 0) {
      throw new IllegalArgumentException("a coordinate that is not below the prime");
    }
    ECPoint read = Bn254.CURVE.createPoint(x, y);
    if (!read.isValid()) {
      throw new IllegalArgumentException("a point that is not on the curve");
    }
    return new Point(read);
  }

  /** x and y, 32 bytes each, big-endian; zeros for {@link #INFINITY}. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    if (!isInfinity()) {
      copy(point.getAffineXCoord().toBigInteger(), bytes, 0);
      copy(point.getAffineYCoord().toBigInteger(), bytes, COORDINATE);
    }
    return bytes;
  }

  private static void copy(BigInteger coordinate, byte[] bytes, int at) {
    System.arraycopy(BigIntegers.asUnsignedByteArray(COORDINATE, coordinate), 0, bytes, at, 32);
  }

  public boolean isInfinity() {
    return point.isInfinity();
  }

  public Point plus(Point other) {
    return new Point(point.add(other.point));
  }

  public Point minus(Point other) {
    return new Point(point.subtract(other.point));
  }

  /** Any multiple of it. */
  public Point times(BigInteger factor) {
    BigInteger reduced = factor.mod(Bn254.Q);
    return isInfinity() || reduced.signum() == 0
        ? INFINITY
        : new Point(new FixedPointCombMultiplier().multiply(point, reduced));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point o && point.equals(o.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }
}
