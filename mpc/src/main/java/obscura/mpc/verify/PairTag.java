package obscura.mpc.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What two neighbours compare instead of long rows of words: the AES-256-GCM tag (NIST SP 800-38D)
 * under a key that the third party does not know. For words of the third's choice it is the same at
 * both with probability at most (length in blocks + 1) / 2^128 if the words are not, because both
 * make it under the same nonce. It says nothing to one who has the key and the words. Both must ask
 * for the same tags in the same order; what they ask for otherwise never agrees. One thread.
 */
final class PairTag {
  static final int WORDS = 2;

  private static final int TAG_BITS = 128;
  private static final int STAGED_WORDS = 2048;
  private static final String LABEL = "OBSCURA-MPC-TAG-v1";

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final byte[] staged = new byte[STAGED_WORDS * Long.BYTES];
  private final LongBuffer stagedWords =
      ByteBuffer.wrap(staged).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  private final byte[] sealed = new byte[staged.length + TAG_BITS / Byte.SIZE];
  private final ByteBuffer sealedWords = ByteBuffer.wrap(sealed);
  private final ByteBuffer nonce = ByteBuffer.allocate(12);
  private long made;

  /**
   * Tags of one pair.
   *
   * @param pairKey 32 bytes that the pair shares; the key of the tags is derived from it
   */
  PairTag(byte[] pairKey) {
    try {
      byte[] info = LABEL.getBytes(StandardCharsets.US_ASCII);
      SecretKeySpec secret = new SecretKeySpec(pairKey, "HKDF-SHA256");
      byte[] derived =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(HKDFParameterSpec.expandOnly(secret, info, pairKey.length));
      key = new SecretKeySpec(derived, "AES");
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF or AES-GCM", e);
    }
  }

  /**
   * The tag of the first {@code count} words.
   *
   * @param purpose tags of different purposes never agree
   */
  long[] of(int purpose, long[] words, int count) {
    nonce.clear().putInt(purpose).putLong(made++);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce.array()));
      int at = 0;
      for (; count - at > STAGED_WORDS; at += STAGED_WORDS) {
        stagedWords.put(0, words, at, STAGED_WORDS);
        cipher.update(staged, 0, STAGED_WORDS * Long.BYTES, sealed, 0);
      }
      stagedWords.put(0, words, at, count - at);
      int end = cipher.doFinal(staged, 0, (count - at) * Long.BYTES, sealed, 0);
      return new long[] {sealedWords.getLong(end - 16), sealedWords.getLong(end - 8)};
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM stopped", e);
    }
  }
}
