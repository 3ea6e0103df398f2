package obscura.settlement.crypto;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ristretto255, encoded as RFC 9496 says. */
final class Ristretto255 implements Group {
  private final Element identity = new Element(RistrettoElement.IDENTITY);
  private final Element generator = new Element(Constants.RISTRETTO_GENERATOR);

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
    Point point = lift(encoded);
    if (point == null) {
      throw new IllegalArgumentException("not a ristretto255 element in 32 bytes");
    }
    return point;
  }

  @Override
  public @Nullable Point lift(byte[] hash) {
    if (hash.length != Scalars25519.BYTES) {
      return null;
    }
    try {
      Element element = new Element(new CompressedRistretto(hash).decompress());
      return element.isIdentity() ? null : element;
    } catch (InvalidEncodingException notCanonical) {
      return null;
    }
  }

  private final class Element implements Point {
    private final RistrettoElement value;

    Element(RistrettoElement value) {
      this.value = value;
    }

    @Override
    public Group group() {
      return Ristretto255.this;
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
              ? Constants.RISTRETTO_GENERATOR_TABLE.multiply(Scalars25519.of(scalar))
              : value.multiply(Scalars25519.of(scalar)));
    }

    @Override
    public boolean isIdentity() {
      return value.equals(RistrettoElement.IDENTITY);
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
