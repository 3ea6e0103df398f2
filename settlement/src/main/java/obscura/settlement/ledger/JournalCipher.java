package obscura.settlement.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a key derived from the ledger key and a random salt for each entry, so that the
 * number of entries is not limited by the length of a nonce. The context says where the ciphertext
 * belongs; elsewhere it does not open. One thread.
 */
final class JournalCipher {
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int HEAD_BYTES = SALT_BYTES + NONCE_BYTES;
  private static final int TAG_BITS = 128;

  private final LedgerKey key;
  private final SecureRandom random = new SecureRandom();

  JournalCipher(LedgerKey key) {
    this.key = key;
  }

  byte[] seal(byte[] plain, byte[] context) {
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, head, context).doFinal(plain);
      return ByteBuffer.allocate(HEAD_BYTES + body.length).put(head).put(body).array();
    } catch (GeneralSecurityException impossible) {
      throw new LedgerException("sealing failed", impossible);
    }
  }

  byte[] open(byte[] sealed, byte[] context) {
    if (sealed.length < HEAD_BYTES) {
      throw new LedgerException("sealed postings are cut short");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed, context)
          .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
    } catch (GeneralSecurityException e) {
      throw new LedgerException("sealed postings do not open with this ledger key", e);
    }
  }

  static byte[] sha256(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (GeneralSecurityException impossible) {
      throw new LedgerException("every Java platform has SHA-256", impossible);
    }
  }

  private Cipher cipher(int mode, byte[] head, byte[] context) throws GeneralSecurityException {
    byte[] salt = Arrays.copyOf(head, SALT_BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, entryKey(salt), new GCMParameterSpec(TAG_BITS, head, SALT_BYTES, NONCE_BYTES));
    cipher.updateAAD(context);
    return cipher;
  }

  private SecretKey entryKey(byte[] salt) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
    mac.update("OBSCURA-LEDGER-ENTRY-v1".getBytes(StandardCharsets.UTF_8));
    return new SecretKeySpec(mac.doFinal(salt), "AES");
  }
}
