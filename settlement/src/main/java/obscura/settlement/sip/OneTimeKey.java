package obscura.settlement.sip;

import java.math.BigInteger;
import obscura.settlement.crypto.Point;

/** The private key of one one-time address. It is a scalar, on ed25519 too, and not a seed. */
public final class OneTimeKey {
  private final StealthCurve curve;
  private final BigInteger scalar;
  private final Point publicKey;

  OneTimeKey(StealthCurve curve, BigInteger scalar) {
    this.curve = curve;
    this.scalar = scalar;
    this.publicKey = curve.group().generator().times(scalar);
  }

  /**
   * Reads what {@link #exposeSecret} or SIP's toolkit wrote: a scalar of 32 bytes, big-endian on
   * secp256k1, little-endian on ed25519.
   *
   * @throws IllegalArgumentException if it has another length, is 0 or not below the order
   */
  public static OneTimeKey ofSecret(StealthCurve curve, byte[] secret) {
    return new OneTimeKey(curve, curve.decode(secret));
  }

  /** The curve of the key. */
  public StealthCurve curve() {
    return curve;
  }

  /** The public key. */
  public Point publicKey() {
    return publicKey;
  }

  /** EIP-55 or base58. */
  public String address() {
    return Addresses.of(curve, publicKey);
  }

  /** The owner field of a note: the 20 bytes of an address, or the 32 of an ed25519 key. */
  public byte[] owner() {
    return Addresses.bytes(curve, publicKey);
  }

  /**
   * Signs: on secp256k1 a digest of 32 bytes as {@link EthereumSignature} does, on ed25519 any
   * message as {@link ScalarSignature} does; their comments say what is constant-time.
   *
   * @return 65 bytes r ‖ s ‖ v, or 64 bytes R ‖ S
   */
  public byte[] sign(byte[] message) {
    return switch (curve) {
      case SECP256K1 -> EthereumSignature.sign(scalar, message);
      case ED25519 -> ScalarSignature.sign(scalar, message);
    };
  }

  /**
   * The secret itself, 32 bytes, as SIP's toolkit writes it; handing it on gives the funds away.
   */
  public byte[] exposeSecret() {
    return curve.encode(scalar);
  }

  /** Shows the public key's address only. */
  @Override
  public String toString() {
    return "OneTimeKey[" + address() + "]";
  }
}
