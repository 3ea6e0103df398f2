package obscura.mpc.share;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shares of zero that cost no message: party i XORs two AES-CTR streams, one under the key it has
 * with the party before, one under the key it has with the party after (CCS 2016, section 3.2). The
 * keys live for one epoch; the counter block starts with the run, which only rises, so no stream is
 * ever used twice. One thread.
 */
public final class ZeroShares {
  public static final int KEY_BYTES = 32;

  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 16 << 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Stream own;
  private final Stream shared;

  /**
   * Two keys of 32 bytes.
   *
   * @param own key i, known to parties i and i-1
   * @param next key i+1, known to parties i+1 and i
   */
  public ZeroShares(byte[] own, byte[] next) {
    this.own = new Stream(own);
    this.shared = new Stream(next);
  }

  /**
   * Starts the streams of one run.
   *
   * @param run above all before under these keys
   * @param content what is computed, e.g. part of the job's digest: other jobs, other streams
   */
  public void start(long run, int content) {
    own.start(run, content);
    shared.start(run, content);
  }

  /** XORs this party's shares of zeros into the first {@code count} words. */
  public void blind(long[] target, int count) {
    own.xor(target, count);
    shared.xor(target, count);
  }

  /**
   * Random shares: each is drawn by its two holders from the stream that they have together.
   *
   * @param mine XORed with this party's own share
   * @param next XORed with the next share
   */
  public void random(long[] mine, long[] next, int count) {
    own.xor(mine, count);
    shared.xor(next, count);
  }

  private static final class Stream {
    private static final byte[] ZEROS = new byte[LARGEST];

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] buffer = new byte[LARGEST];
    private int filled;
    private int position;
    private int chunk = SMALLEST;

    Stream(byte[] key) {
      try {
        this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no AES-CTR", e);
      }
      this.key = new SecretKeySpec(key, "AES");
    }

    void start(long run, int content) {
      byte[] block = ByteBuffer.allocate(16).putLong(run).putInt(content).putInt(0).array();
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(block));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR did not start", e);
      }
      filled = 0;
      position = 0;
      chunk = SMALLEST;
    }

    void xor(long[] target, int count) {
      for (int k = 0; k < count; ) {
        int take = available(count - k);
        for (int end = k + take; k < end; k++, position += Long.BYTES) {
          target[k] ^= (long) LONGS.get(buffer, position);
        }
      }
    }

    private int available(int wanted) {
      if (position == filled) {
        refill();
      }
      return Math.min(wanted, (filled - position) / Long.BYTES);
    }

    private void refill() {
      try {
        filled = cipher.update(ZEROS, 0, chunk, buffer, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR stopped", e);
      }
      position = 0;
      chunk = Math.min(LARGEST, chunk * 2);
    }
  }
}
