package obscura.settlement.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** The curve of SEC 2; encodings are compressed, 33 bytes. */
final class Secp256k1 extends ShortWeierstrass {
  private static final int ENCODED_BYTES = 33;

  private final ECMultiplier comb = new FixedPointCombMultiplier();

  Secp256k1() {
    this(CustomNamedCurves.getByName("secp256k1"));
  }

  private Secp256k1(X9ECParameters parameters) {
    super(parameters.getCurve(), parameters.getG());
  }

  @Override
  public Point decode(byte[] encoded) {
    if (encoded.length != ENCODED_BYTES) {
      throw new IllegalArgumentException("a secp256k1 point has 33 bytes, not " + encoded.length);
    }
    return new WeierstrassPoint(this, curve.decodePoint(encoded));
  }

  @Override
  public @Nullable Point lift(byte[] hash) {
    BigInteger x = new BigInteger(1, hash);
    return x.compareTo(curve.getField().getCharacteristic()) < 0 ? evenPointAt(x) : null;
  }

  @Override
  byte[] encode(ECPoint normalized) {
    return normalized.getEncoded(true);
  }

  @Override
  ECPoint multiply(ECPoint point, BigInteger scalar) {
    return point.isInfinity() ? point : comb.multiply(point, scalar);
  }

  /**
   * The coordinates x ‖ y, 64 bytes.
   *
   * @throws IllegalArgumentException if the point is not one of this curve, or its neutral element
   */
  static byte[] affine(Point point) {
    if (point instanceof WeierstrassPoint p && p.group() instanceof Secp256k1 && !p.isIdentity()) {
      return Arrays.copyOfRange(p.value().getEncoded(false), 1, 65);
    }
    throw new IllegalArgumentException("no finite point of secp256k1");
  }
}
