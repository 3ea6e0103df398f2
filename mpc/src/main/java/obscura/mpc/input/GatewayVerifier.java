package obscura.mpc.input;

import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public key of a gateway, as each party was told it. Thread-safe. */
public final class GatewayVerifier {
  public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

  private final byte[] publicKey;

  /**
   * A key of 32 bytes.
   *
   * @throws IllegalArgumentException if it is no Ed25519 key
   */
  public GatewayVerifier(byte[] publicKey) {
    if (publicKey.length != Ed25519.PUBLIC_KEY_SIZE
        || !Ed25519.validatePublicKeyFull(publicKey, 0)) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    this.publicKey = publicKey.clone();
  }

  boolean verifies(byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_BYTES
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  /** The 32 bytes in hex. */
  public String hex() {
    return HexFormat.of().formatHex(publicKey);
  }
}
