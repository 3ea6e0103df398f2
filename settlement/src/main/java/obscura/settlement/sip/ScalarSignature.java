package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.Arrays;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 signatures by a key that is a scalar, so that the nonce cannot come from a seed: prefix =
 * SHA-512(scalar)[32..64], as SIP's toolkit does it. Everybody verifies them as any other.
 */
public final class ScalarSignature {
  /** Bytes of a signature. */
  public static final int BYTES = 64;

  private static final int HALF = 32;
  private static final Group GROUP = Groups.ED25519;

  private ScalarSignature() {}

  /**
   * Signs.
   *
   * <p>Constant time: both hashes and both multiplications; the two products modulo the order are
   * {@link BigInteger} arithmetic and are not. The nonce depends on scalar and message alone, so
   * repeated signing of one message gives the same signature and nothing to average over.
   */
  static byte[] sign(BigInteger scalar, byte[] message) {
    byte[] prefix =
        Arrays.copyOfRange(Hash.sha512(StealthCurve.ED25519.encode(scalar)), HALF, 2 * HALF);
    BigInteger nonce = wide(Hash.sha512(prefix, message));
    byte[] commitment = GROUP.generator().times(nonce).encode();
    Point key = GROUP.generator().times(scalar);
    BigInteger challenge = wide(Hash.sha512(commitment, key.encode(), message));
    BigInteger answer = nonce.add(challenge.multiply(scalar)).mod(GROUP.order());
    byte[] signature = Arrays.copyOf(commitment, BYTES);
    System.arraycopy(StealthCurve.ED25519.encode(answer), 0, signature, HALF, HALF);
    return signature;
  }

  /** Does the signature of this message by this key hold (RFC 8032)? */
  public static boolean verify(Point key, byte[] message, byte[] signature) {
    return signature.length == BYTES
        && Ed25519.verify(signature, 0, key.encode(), 0, message, 0, message.length);
  }

  private static BigInteger wide(byte[] littleEndian) {
    return new BigInteger(1, org.bouncycastle.util.Arrays.reverse(littleEndian)).mod(GROUP.order());
  }
}
