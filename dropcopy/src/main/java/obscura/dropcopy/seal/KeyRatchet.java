package obscura.dropcopy.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives one data key after another from a seed and forgets what it came from: who takes the
 * memory later cannot derive the earlier keys. key_i = HMAC-SHA256(c_i, "key"), c_(i+1) =
 * HMAC-SHA256(c_i, "next"). One thread.
 */
final class KeyRatchet {
  static final int SEED_BYTES = 32;

  private static final byte[] KEY = "OBSCURA-DROPCOPY-KEY-v1".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEXT = "OBSCURA-DROPCOPY-NEXT-v1".getBytes(StandardCharsets.UTF_8);

  private byte[] chain;
  private int index;

  KeyRatchet(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new SealException("a seed has 32 bytes, not " + seed.length);
    }
    chain = seed.clone();
  }

  /** Index of the key that {@link #next} gives. */
  int index() {
    return index;
  }

  SecretKey next() {
    SecretKey key = new SecretKeySpec(hmac(chain, KEY), "AES");
    byte[] following = hmac(chain, NEXT);
    Arrays.fill(chain, (byte) 0);
    chain = following;
    index++;
    return key;
  }

  private static byte[] hmac(byte[] key, byte[] label) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(label);
    } catch (GeneralSecurityException impossible) {
      throw new SealException("every Java platform has HmacSHA256", impossible);
    }
  }
}
