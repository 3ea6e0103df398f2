package obscura.mpc.oracle;

import java.util.HexFormat;
import obscura.mpc.api.SignedPrice;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The key with which an oracle signs prices: Ed25519 (RFC 8032). The public half stands in the
 * roster. Thread-safe.
 */
public final class OracleKey {
  /** Bytes of the secret seed. */
  public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final byte[] seed;
  private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

  /** The key of a seed of {@link #SEED_BYTES} bytes. */
  public OracleKey(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    this.seed = seed.clone();
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /** The public key in hex, for the roster. */
  public String publicHex() {
    return HexFormat.of().formatHex(publicKey);
  }

  /**
   * Signs what an instrument is worth.
   *
   * @throws IllegalArgumentException if a number or name is out of range
   */
  public SignedPrice sign(
      String instance, long instrument, long ticks, long timeMillis, String oracle) {
    byte[] message = SignedPrice.message(instance, instrument, ticks, timeMillis, oracle);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return new SignedPrice(
        instance, instrument, ticks, timeMillis, oracle, HexFormat.of().formatHex(signature));
  }

  /** Whether the holder of a public key signed it. */
  public static boolean signed(byte[] publicKey, SignedPrice price) {
    byte[] message = price.message();
    return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && Ed25519.validatePublicKeyFull(publicKey, 0)
        && Ed25519.verify(
            HexFormat.of().parseHex(price.signature()),
            0,
            publicKey,
            0,
            message,
            0,
            message.length);
  }
}
