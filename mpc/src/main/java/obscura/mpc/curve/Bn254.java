package obscura.mpc.curve;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * The group G1 of alt_bn128 (EIP-196): y^2 = x^3 + 3 over a prime field, of prime order {@link #Q},
 * with the generators of notes that nobody knows a relation between ({@code
 * docs/settlement-notes.md}, 1). Thread-safe.
 */
public final class Bn254 {
  /** The prime of the coordinates. */
  static final BigInteger P =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  /** The order of the group. */
  public static final BigInteger Q =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  static final ECCurve CURVE =
      new ECCurve.Fp(P, BigInteger.ZERO, BigInteger.valueOf(3), Q, BigInteger.ONE);

  private static final BigInteger B = BigInteger.valueOf(3);
  private static final BigInteger ROOT = P.add(BigInteger.ONE).shiftRight(2);

  /** What blinds: the same for all tokens. */
  public static final Point H = blinding();

  private Bn254() {}

  private static Point blinding() {
    byte[] label = "OBSCURA-BN254-H-v1:".getBytes(StandardCharsets.US_ASCII);
    for (int counter = 0; ; counter++) {
      byte[] number = Integer.toString(counter).getBytes(StandardCharsets.US_ASCII);
      Point found = lifted(sha256(label, number));
      if (found != null) {
        return found;
      }
    }
  }

  /**
   * The generator of a token.
   *
   * @param domain chain id (32 bytes), vault (20), token (20)
   * @throws IllegalArgumentException if these are not 72 bytes
   */
  public static Point generator(byte[] domain) {
    if (domain.length != 72) {
      throw new IllegalArgumentException("chain, vault and token have 72 bytes");
    }
    byte[] label = "OBSCURA-BN254-G-v1:".getBytes(StandardCharsets.US_ASCII);
    for (int counter = 0; counter < 256; counter++) {
      Point found = lifted(sha256(label, domain, new byte[] {(byte) counter}));
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("a token without a generator");
  }

  /** The point with even y over a hash; null if there is none. */
  private static @Nullable Point lifted(byte[] hash) {
    BigInteger x = new BigInteger(1, hash).mod(P);
    BigInteger square = x.modPow(B, P).add(B).mod(P);
    BigInteger y = square.modPow(ROOT, P);
    if (!y.multiply(y).mod(P).equals(square)) {
      return null;
    }
    BigInteger even = y.testBit(0) ? P.subtract(y) : y;
    ECPoint point = CURVE.createPoint(x, even);
    return new Point(point);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
