package obscura.mpc.note;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The secp256k1 key with which a party signs batches for the vault (ECDSA with the nonces of RFC
 * 6979 and low s, as OpenZeppelin's ECDSA takes them). Thread-safe.
 */
public final class SignerKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  private static final BigInteger HALF = CURVE.getN().shiftRight(1);
  private static final int BYTES = 32;

  private final BigInteger secret;
  private final String address;

  /**
   * A secret key of 32 bytes.
   *
   * @throws IllegalArgumentException if it is 0 or not below the order of the curve
   */
  public SignerKey(byte[] secret) {
    this.secret = new BigInteger(1, secret);
    if (secret.length != BYTES
        || this.secret.signum() == 0
        || this.secret.compareTo(CURVE.getN()) >= 0) {
      throw new IllegalArgumentException("no secret key of secp256k1");
    }
    ECPoint point = new FixedPointCombMultiplier().multiply(CURVE.getG(), this.secret).normalize();
    this.address = HexFormat.of().formatHex(OneTime.address(point));
  }

  /**
   * Reads a file of 64 hex digits. If there is none it is made, readable by its owner alone, and is
   * on the disk before this returns.
   *
   * @throws IOException if it cannot be read or written
   * @throws IllegalArgumentException in one line, if it holds no key
   */
  public static SignerKey in(Path file) throws IOException {
    return new SignerKey(SignerFile.read(file, SignerKey::random));
  }

  private static byte[] random() {
    byte[] secret = new byte[BYTES];
    do {
      new SecureRandom().nextBytes(secret);
    } while (new BigInteger(1, secret).compareTo(CURVE.getN()) >= 0);
    return secret;
  }

  /** The address that the vault knows it by, 40 hex digits. */
  public String address() {
    return address;
  }

  /** Signs a digest of 32 bytes: r, s and v (27 or 28), 130 hex digits. */
  public String sign(byte[] digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
    BigInteger[] made = signer.generateSignature(digest);
    BigInteger s = made[1].compareTo(HALF) > 0 ? CURVE.getN().subtract(made[1]) : made[1];
    for (int odd = 0; odd < 2; odd++) {
      String signature = "%064x%064x%02x".formatted(made[0], s, 27 + odd);
      if (signer(digest, signature).equals(address)) {
        return signature;
      }
    }
    throw new IllegalStateException("a signature by nobody");
  }

  /**
   * Whose signature it is, as the vault finds out.
   *
   * @return an address of 40 hex digits; empty if it is nobody's
   */
  public static String signer(byte[] digest, String signature) {
    if (!signature.matches("[0-9a-f]{128}(1b|1c)")) {
      return "";
    }
    BigInteger r = new BigInteger(signature.substring(0, 64), 16);
    BigInteger s = new BigInteger(signature.substring(64, 128), 16);
    BigInteger n = CURVE.getN();
    if (r.signum() == 0 || r.compareTo(n) >= 0 || s.signum() == 0 || s.compareTo(HALF) > 0) {
      return "";
    }
    try {
      String sign = signature.endsWith("1b") ? "02" : "03";
      ECPoint nonce =
          CURVE.getCurve().decodePoint(HexFormat.of().parseHex(sign + "%064x".formatted(r)));
      BigInteger inverse = r.modInverse(n);
      BigInteger e = new BigInteger(1, digest).negate();
      ECPoint key =
          ECAlgorithms.sumOfTwoMultiplies(
              CURVE.getG(), e.multiply(inverse).mod(n), nonce, s.multiply(inverse).mod(n));
      return key.isInfinity() ? "" : HexFormat.of().formatHex(OneTime.address(key.normalize()));
    } catch (IllegalArgumentException noPoint) {
      return "";
    }
  }

  /** Tells the address only. */
  @Override
  public String toString() {
    return "SignerKey[" + address + "]";
  }
}
