package obscura.mpc.verify;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A permutation drawn from a coin: Fisher and Yates's shuffle with unbiased draws (Lemire, ACM
 * TOMACS 2019) from AES-CTR under the coin.
 */
public final class Permutation {
  private static final int BUFFER_BYTES = 8 << 10;
  private static final byte[] ZEROS = new byte[BUFFER_BYTES];

  private final Cipher cipher;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

  private Permutation(byte[] coin, int which) {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      byte[] start = ByteBuffer.allocate(16).putInt(which).array();
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(coin, "AES"), new IvParameterSpec(start));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-CTR", e);
    }
    buffer.position(BUFFER_BYTES);
  }

  /**
   * The numbers below {@code count}, in an order that the coin decides.
   *
   * @param coin 32 bytes
   * @param which other numbers, other orders
   */
  public static int[] of(byte[] coin, int which, int count) {
    Permutation draws = new Permutation(coin, which);
    int[] order = new int[count];
    for (int k = 0; k < count; k++) {
      int at = draws.below(k + 1);
      order[k] = order[at];
      order[at] = k;
    }
    return order;
  }

  private int below(int bound) {
    long product = (nextInt() & 0xffff_ffffL) * bound;
    long low = product & 0xffff_ffffL;
    if (low < bound) {
      long least = (1L << 32) % bound;
      while (low < least) {
        product = (nextInt() & 0xffff_ffffL) * bound;
        low = product & 0xffff_ffffL;
      }
    }
    return (int) (product >>> 32);
  }

  private int nextInt() {
    if (!buffer.hasRemaining()) {
      try {
        cipher.update(ZEROS, 0, BUFFER_BYTES, bytes, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR stopped", e);
      }
      buffer.clear();
    }
    return buffer.getInt();
  }
}
