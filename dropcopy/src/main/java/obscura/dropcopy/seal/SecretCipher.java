package obscura.dropcopy.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.CanonicalBytes;
import obscura.dropcopy.record.SecretBytes;
import obscura.dropcopy.record.TradingRecord;

/** AES-256-GCM over the secret values, bound to the record they belong to. */
final class SecretCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private SecretCipher() {}

  static Bytes seal(SecretKey key, TradingRecord record, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = SecretBytes.encode(record.secret());
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, key, nonce, record).doFinal(plain);
      return Bytes.of(ByteBuffer.allocate(NONCE_BYTES + body.length).put(nonce).put(body).array());
    } catch (GeneralSecurityException impossible) {
      throw new SealException("sealing failed: " + record, impossible);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static SortedMap<String, String> open(SecretKey key, TradingRecord record, Bytes sealed) {
    byte[] all = sealed.toArray();
    if (all.length < NONCE_BYTES) {
      throw new SealException("sealed values are cut short: " + record);
    }
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, record);
      return SecretBytes.decode(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new SealException("sealed values do not open: " + record, e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, TradingRecord record)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        new CanonicalBytes()
            .text("OBSCURA-DROPCOPY-SECRET-v1")
            .number(record.position())
            .number(record.part())
            .text(record.kind())
            .text(record.keyScope())
            .toArray());
    return cipher;
  }
}
