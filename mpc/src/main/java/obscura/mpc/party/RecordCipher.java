package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the records of one file: AES-256-GCM under a key derived from the party's store key and the
 * file's random salt, the record's number as nonce. So no nonce is used twice, and records can be
 * neither swapped nor left out unnoticed.
 */
final class RecordCipher {
  private static final int TAG_BITS = 128;
  private static final int SALT_BYTES = 16;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private long number;

  RecordCipher(byte[] storeKey, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(storeKey, "HmacSHA256"));
      this.key = new SecretKeySpec(mac.doFinal(salt), "AES");
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM or HMAC", e);
    }
  }

  static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  byte[] seal(byte[] record) {
    try {
      start(Cipher.ENCRYPT_MODE);
      return cipher.doFinal(record);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a record could not be sealed", e);
    }
  }

  /** Null if the record is not what was sealed at this place. */
  byte @Nullable [] open(byte[] sealed) {
    try {
      start(Cipher.DECRYPT_MODE);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a record could not be opened", e);
    }
  }

  private void start(int mode) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number++).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
  }
}
