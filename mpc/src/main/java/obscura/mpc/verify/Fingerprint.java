package obscura.mpc.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import obscura.mpc.share.Commitment;

/** SHA-256 of many words, as four words. One thread. */
final class Fingerprint {
  static final int WORDS = 4;

  private static final int STAGED_WORDS = 1024;

  private final MessageDigest sha = Commitment.sha256();
  private final ByteBuffer staged =
      ByteBuffer.allocate(STAGED_WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Begins a fingerprint for one purpose: those of different purposes never agree. */
  Fingerprint of(String purpose) {
    sha.reset();
    sha.update(purpose.getBytes(StandardCharsets.US_ASCII));
    sha.update((byte) 0);
    return this;
  }

  /** Takes in the first {@code count} words. */
  Fingerprint words(long[] words, int count) {
    for (int k = 0; k < count; ) {
      int take = Math.min(STAGED_WORDS, count - k);
      staged.asLongBuffer().put(words, k, take);
      sha.update(staged.array(), 0, take * Long.BYTES);
      k += take;
    }
    return this;
  }

  Fingerprint bytes(byte[] bytes) {
    sha.update(bytes);
    return this;
  }

  byte[] digest() {
    return sha.digest();
  }

  long[] end() {
    return words(sha.digest());
  }

  /** Bytes, a multiple of eight, as words. */
  static long[] words(byte[] bytes) {
    long[] words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return words;
  }

  static byte[] bytes(long[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
