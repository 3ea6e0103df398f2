package obscura.mpc.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** The secret key that opens what was sealed to its public half. Thread-safe. */
public final class SealingKey {
  /** Bytes of the secret. */
  public static final int SECRET_BYTES = X25519PrivateKeyParameters.KEY_SIZE;

  private static final byte[] LABEL = "OBSCURA-SEALING-KEY-v1".getBytes(StandardCharsets.US_ASCII);

  private final AsymmetricCipherKeyPair key;

  /** The key of a secret of {@link #SECRET_BYTES} bytes. */
  public SealingKey(byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret key has 32 bytes, not " + secret.length);
    }
    X25519PrivateKeyParameters read = new X25519PrivateKeyParameters(secret);
    this.key = new AsymmetricCipherKeyPair(read.generatePublicKey(), read);
  }

  /** A fresh secret. */
  public static byte[] newSecret() {
    return new X25519PrivateKeyParameters(new SecureRandom()).getEncoded();
  }

  /**
   * The key that belongs to another secret, for who keeps one already: HKDF-SHA256 (RFC 5869) under
   * a label of its own.
   *
   * @param secret 32 bytes that nobody can guess
   */
  public static SealingKey of(byte[] secret) {
    try {
      return new SealingKey(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(LABEL, SECRET_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    }
  }

  /** The public half, 32 bytes. */
  public byte[] publicKey() {
    return SealedBox.suite().serializePublicKey(key.getPublic());
  }

  /** The same as 64 hex digits, as the roster names it. */
  public String publicHex() {
    return HexFormat.of().formatHex(publicKey());
  }

  /**
   * What is in a box; empty if it was sealed for another key or with other words, or is damaged.
   *
   * @param info as it was sealed with
   * @param associated as it was sealed with
   */
  public Optional<byte[]> open(byte[] box, byte[] info, byte[] associated) {
    if (box.length < SealedBox.OVERHEAD_BYTES) {
      return Optional.empty();
    }
    HPKE suite = SealedBox.suite();
    byte[] encapsulated = Arrays.copyOf(box, SealedBox.KEY_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(box, SealedBox.KEY_BYTES, box.length);
    try {
      return Optional.of(
          suite.open(encapsulated, key, info, associated, ciphertext, null, null, null));
    } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException wrong) {
      return Optional.empty();
    }
  }

  /** Tells the public key only. */
  @Override
  public String toString() {
    return "SealingKey[" + publicHex() + "]";
  }
}
