package obscura.mpc.share;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import obscura.mpc.api.Handle;

/**
 * The commitments to the three shares of an input ({@code trust.md} section 4). Each is blinded by
 * 32 fresh random bytes: without them what is hashed here could be guessed and tried.
 */
public final class Commitment {
  public static final int BYTES = 32;

  private Commitment() {}

  /** c_k = SHA-256("OBSCURA-SHARE-v1" || context || k || x_k || rho_k). */
  public static byte[] of(byte[] context, int k, long[] share, byte[] blinding) {
    ByteBuffer words = ByteBuffer.allocate(share.length * Long.BYTES);
    words.asLongBuffer().put(share);
    MessageDigest sha = sha256();
    sha.update("OBSCURA-SHARE-v1".getBytes(StandardCharsets.US_ASCII));
    sha.update(context);
    sha.update((byte) k);
    sha.update(words);
    sha.update(blinding);
    return sha.digest();
  }

  /** The handle of something that a job made. */
  public static Handle derived(String label, long job, int index) {
    MessageDigest sha = sha256();
    absorb(sha, "OBSCURA-DERIVED-v1");
    absorb(sha, label);
    sha.update(ByteBuffer.allocate(12).putLong(job).putInt(index).flip());
    return Handle.of(sha.digest());
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static void absorb(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha.update(bytes);
  }
}
