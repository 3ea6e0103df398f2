package obscura.settlement.crypto;

import cafe.cryptography.curve25519.CompressedEdwardsY;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.EdwardsPoint;
import cafe.cryptography.curve25519.InvalidEncodingException;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The subgroup of prime order of edwards25519, encoded as RFC 8032 says. */
final class Ed25519Group implements Group {
  private final Element identity = new Element(EdwardsPoint.IDENTITY);
  private final Element generator = new Element(Constants.ED25519_BASEPOINT);

  @Override
  public BigInteger order() {
    return Scalars25519.ORDER;
  }

  @Override
  public Point generator() {
    return generator;
  }

  @Override
  public Point identity() {
    return identity;
  }

  @Override
  public Point decode(byte[] encoded) {
    EdwardsPoint point = canonical(encoded);
    if (point == null || point.isSmallOrder() || !point.isTorsionFree()) {
      throw new IllegalArgumentException("not an ed25519 point of prime order in 32 bytes");
    }
    return new Element(point);
  }

  @Override
  public @Nullable Point lift(byte[] hash) {
    EdwardsPoint point = canonical(hash);
    return point == null || point.isSmallOrder() ? null : new Element(point.multiplyByCofactor());
  }

  private static @Nullable EdwardsPoint canonical(byte[] encoded) {
    if (encoded.length != Scalars25519.BYTES) {
      return null;
    }
    try {
      EdwardsPoint point = new CompressedEdwardsY(encoded).decompress();
      return Arrays.equals(point.compress().toByteArray(), encoded) ? point : null;
    } catch (InvalidEncodingException notOnTheCurve) {
      return null;
    }
  }

  private final class Element implements Point {
    private final EdwardsPoint value;

    Element(EdwardsPoint value) {
      this.value = value;
    }

    @Override
    public Group group() {
      return Ed25519Group.this;
    }

    @Override
    public Point plus(Point other) {
      if (other instanceof Element o) {
        return new Element(value.add(o.value));
      }
      throw new IllegalArgumentException("the points are of different groups");
    }

    @Override
    public Point negate() {
      return new Element(value.negate());
    }

    @Override
    public Point times(BigInteger scalar) {
      return new Element(
          this.equals(generator)
              ? Constants.ED25519_BASEPOINT_TABLE.multiply(Scalars25519.of(scalar))
              : value.multiply(Scalars25519.of(scalar)));
    }

    @Override
    public boolean isIdentity() {
      return value.isIdentity();
    }

    @Override
    public byte[] encode() {
      return value.compress().toByteArray();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Element o && o.value.equals(value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encode());
    }
  }
}
