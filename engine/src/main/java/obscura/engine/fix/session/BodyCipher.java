package obscura.engine.fix.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256-GCM for message bodies. Each time a file is opened for writing a fresh salt gives a fresh
 * key (HKDF-SHA256, RFC 5869), and under one key the nonce is a counter that is also spent by
 * writes that fail; so no pair of key and nonce is ever used twice. Not thread-safe.
 */
final class BodyCipher {
  static final int SALT_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;
  private final Cipher cipher;
  private long counter;

  BodyCipher(SecretKey storeKey, byte[] salt) {
    try {
      this.key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(storeKey)
                      .addSalt(salt)
                      .thenExpand(
                          "OBSCURA-FIX-STORE-v1".getBytes(StandardCharsets.US_ASCII),
                          GatewayConfig.Store.KEY_BYTES));
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no AES-GCM or HKDF", e);
    }
  }

  static byte[] freshSalt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** The nonce for the next {@link #seal}; never the same twice. */
  long nextNonce() {
    return counter++;
  }

  byte[] seal(long nonce, byte[] associated, byte[] plain) throws IOException {
    return run(Cipher.ENCRYPT_MODE, nonce, associated, plain);
  }

  byte[] open(long nonce, byte[] associated, byte[] sealed) throws IOException {
    return run(Cipher.DECRYPT_MODE, nonce, associated, sealed);
  }

  private byte[] run(int mode, long nonce, byte[] associated, byte[] input) throws IOException {
    try {
      byte[] iv = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(nonce).array();
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(associated);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new StoreCorruptedException("a stored message does not open: " + e.getMessage());
    }
  }
}
