package obscura.mpc.receipt;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The key with which a party signs receipts and transcripts: Ed25519 (RFC 8032). Its public half
 * stands in the roster, with the signature of the party's own operator. Thread-safe.
 */
public final class PartyKey {
  /** Bytes of the secret seed. */
  public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final byte[] seed;
  private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

  /** The key of a seed of {@link #SEED_BYTES} bytes. */
  public PartyKey(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    this.seed = seed.clone();
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /** The public key in hex, as the roster names it. */
  public String publicHex() {
    return HexFormat.of().formatHex(publicKey);
  }

  /** Signs; 128 hex digits. */
  public String sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return HexFormat.of().formatHex(signature);
  }

  /** Whether this is a signature by the owner of a public key; what is no hex at all is none. */
  static boolean signed(byte[] publicKey, byte[] message, String hex) {
    try {
      byte[] signature = HexFormat.of().parseHex(hex);
      return signature.length == Ed25519.SIGNATURE_SIZE
          && publicKey.length == Ed25519.PUBLIC_KEY_SIZE
          && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    } catch (IllegalArgumentException noHex) {
      return false;
    }
  }

  /** Tells the public key only. */
  @Override
  public String toString() {
    return "PartyKey[" + Arrays.hashCode(publicKey) + "]";
  }
}
