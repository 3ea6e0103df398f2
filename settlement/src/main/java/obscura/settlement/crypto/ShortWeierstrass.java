package obscura.settlement.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** What the two curves y² = x³ + b with cofactor 1 have in common. */
abstract class ShortWeierstrass implements Group {
  final ECCurve curve;
  private final WeierstrassPoint generator;
  private final WeierstrassPoint identity;

  ShortWeierstrass(ECCurve curve, ECPoint generator) {
    this.curve = curve;
    this.generator = new WeierstrassPoint(this, generator.normalize());
    this.identity = new WeierstrassPoint(this, curve.getInfinity());
  }

  abstract byte[] encode(ECPoint normalized);

  abstract ECPoint multiply(ECPoint point, BigInteger scalar);

  /** Makes a point ready to be multiplied often; not neutral. */
  void fix(ECPoint point) {}

  @Override
  public BigInteger order() {
    return curve.getOrder();
  }

  @Override
  public Point generator() {
    return generator;
  }

  @Override
  public Point identity() {
    return identity;
  }

  /** The point with this x and even y, if there is one. */
  final @Nullable Point evenPointAt(BigInteger x) {
    ECFieldElement abscissa = curve.fromBigInteger(x);
    ECFieldElement y = abscissa.square().multiply(abscissa).add(curve.getB()).sqrt();
    if (y == null) {
      return null;
    }
    BigInteger even = y.testBitZero() ? y.negate().toBigInteger() : y.toBigInteger();
    return new WeierstrassPoint(this, curve.createPoint(x, even).normalize());
  }
}
