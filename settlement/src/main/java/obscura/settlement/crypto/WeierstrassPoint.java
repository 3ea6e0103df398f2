package obscura.settlement.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;

/** A point of secp256k1 or alt_bn128, normalized. */
final class WeierstrassPoint implements Point {
  private final ShortWeierstrass group;
  private final ECPoint value;

  WeierstrassPoint(ShortWeierstrass group, ECPoint normalized) {
    this.group = group;
    this.value = normalized;
  }

  ECPoint value() {
    return value;
  }

  @Override
  public Group group() {
    return group;
  }

  @Override
  public Point plus(Point other) {
    if (other instanceof WeierstrassPoint o && o.group.equals(group)) {
      return new WeierstrassPoint(group, value.add(o.value).normalize());
    }
    throw new IllegalArgumentException("the points are of different groups");
  }

  @Override
  public Point negate() {
    return new WeierstrassPoint(group, value.negate().normalize());
  }

  @Override
  public Point times(BigInteger scalar) {
    BigInteger reduced = scalar.mod(group.order());
    return new WeierstrassPoint(group, group.multiply(value, reduced).normalize());
  }

  @Override
  public Point fixed() {
    if (!isIdentity()) {
      group.fix(value);
    }
    return this;
  }

  @Override
  public boolean isIdentity() {
    return value.isInfinity();
  }

  @Override
  public byte[] encode() {
    return group.encode(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeierstrassPoint o && o.group.equals(group) && o.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }
}
