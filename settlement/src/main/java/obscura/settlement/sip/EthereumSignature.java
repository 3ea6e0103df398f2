package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/** ECDSA on secp256k1 as EVM contracts recover it: r ‖ s ‖ v, s low (EIP-2), v 27 or 28. */
public final class EthereumSignature {
  /** Bytes of a signature. */
  public static final int BYTES = 65;

  private static final Group GROUP = Groups.SECP256K1;
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final BigInteger HALF_ORDER = GROUP.order().shiftRight(1);
  private static final int WORD = 32;
  private static final int V_EVEN = 27;
  private static final int V_ODD = 28;

  private EthereumSignature() {}

  /**
   * Signs with the nonce of RFC 6979.
   *
   * <p>Constant time: the nonce's multiplication is a comb with tables read whole and its inversion
   * Bouncy Castle's constant-time one; the products modulo the order are {@link BigInteger}
   * arithmetic and are not. v is found by recovering, from public values.
   *
   * @param digest 32 bytes
   * @throws IllegalArgumentException if the digest has another length
   */
  static byte[] sign(BigInteger scalar, byte[] digest) {
    if (digest.length != WORD) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + digest.length);
    }
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar, DOMAIN));
    BigInteger[] rs = signer.generateSignature(digest);
    BigInteger s = rs[1].compareTo(HALF_ORDER) > 0 ? GROUP.order().subtract(rs[1]) : rs[1];
    byte[] signature = new byte[BYTES];
    BigIntegers.asUnsignedByteArray(rs[0], signature, 0, WORD);
    BigIntegers.asUnsignedByteArray(s, signature, WORD, WORD);
    Point key = GROUP.generator().times(scalar);
    signature[2 * WORD] = V_EVEN;
    if (!recoverKey(digest, signature).filter(key::equals).isPresent()) {
      signature[2 * WORD] = V_ODD;
    }
    return signature;
  }

  /**
   * The address whose key signed the digest; empty if s is high, v another number than 27 and 28,
   * or no key gives this signature.
   */
  public static Optional<EthereumAddress> recover(byte[] digest, byte[] signature) {
    return recoverKey(digest, signature).map(EthereumAddress::of);
  }

  /**
   * The compact form of EIP-2098, 64 bytes r ‖ vs, which the contracts take.
   *
   * @param signature as {@link OneTimeKey#sign} gives it
   */
  public static byte[] compact(byte[] signature) {
    byte[] compact = Arrays.copyOf(signature, 2 * WORD);
    if (signature[2 * WORD] == V_ODD) {
      compact[WORD] |= (byte) 0x80;
    }
    return compact;
  }

  private static Optional<Point> recoverKey(byte[] digest, byte[] signature) {
    if (digest.length != WORD || signature.length != BYTES) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, signature, 0, WORD);
    BigInteger s = new BigInteger(1, signature, WORD, WORD);
    int v = signature[2 * WORD];
    if (outOfRange(r, GROUP.order().subtract(BigInteger.ONE))
        || outOfRange(s, HALF_ORDER)
        || (v != V_EVEN && v != V_ODD)) {
      return Optional.empty();
    }
    Point even = GROUP.lift(Arrays.copyOf(signature, WORD));
    if (even == null) {
      return Optional.empty();
    }
    Point nonce = v == V_EVEN ? even : even.negate();
    BigInteger inverse = r.modInverse(GROUP.order());
    Point key =
        nonce
            .times(s.multiply(inverse))
            .minus(GROUP.generator().times(new BigInteger(1, digest).multiply(inverse)));
    return key.isIdentity() ? Optional.empty() : Optional.of(key);
  }

  private static boolean outOfRange(BigInteger value, BigInteger max) {
    return value.signum() == 0 || value.compareTo(max) > 0;
  }
}
