package obscura.settlement.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** G1 of alt_bn128 (EIP-196): y² = x³ + 3; encodings are x ‖ y as the precompiles take them. */
final class AltBn128 extends ShortWeierstrass {
  private static final BigInteger PRIME =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");
  private static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");
  private static final int COORDINATE_BYTES = 32;
  private static final int ENCODED_BYTES = 2 * COORDINATE_BYTES;

  private final ECMultiplier comb = new FixedPointCombMultiplier();

  AltBn128() {
    this(
        new ECCurve.Fp(PRIME, BigInteger.ZERO, BigInteger.valueOf(3), ORDER, BigInteger.ONE, true));
  }

  private AltBn128(ECCurve curve) {
    super(curve, curve.createPoint(BigInteger.ONE, BigInteger.TWO));
  }

  @Override
  public Point decode(byte[] encoded) {
    if (encoded.length != ENCODED_BYTES) {
      throw new IllegalArgumentException("an alt_bn128 point has 64 bytes, not " + encoded.length);
    }
    BigInteger x = new BigInteger(1, encoded, 0, COORDINATE_BYTES);
    BigInteger y = new BigInteger(1, encoded, COORDINATE_BYTES, COORDINATE_BYTES);
    return new WeierstrassPoint(this, curve.validatePoint(x, y));
  }

  @Override
  public @Nullable Point lift(byte[] hash) {
    return evenPointAt(new BigInteger(1, hash).mod(PRIME));
  }

  @Override
  byte[] encode(ECPoint normalized) {
    if (normalized.isInfinity()) {
      return new byte[ENCODED_BYTES];
    }
    byte[] encoded =
        Arrays.copyOf(
            BigIntegers.asUnsignedByteArray(
                COORDINATE_BYTES, normalized.getAffineXCoord().toBigInteger()),
            ENCODED_BYTES);
    BigIntegers.asUnsignedByteArray(
        normalized.getAffineYCoord().toBigInteger(), encoded, COORDINATE_BYTES, COORDINATE_BYTES);
    return encoded;
  }

  /** A table for the comb method, which the point keeps. */
  @Override
  void fix(ECPoint point) {
    var _ = FixedPointUtil.precompute(point);
  }

  @Override
  ECPoint multiply(ECPoint point, BigInteger scalar) {
    return curve.getPreCompInfo(point, FixedPointUtil.PRECOMP_NAME) == null
        ? point.multiply(scalar)
        : comb.multiply(point, scalar);
  }
}
