package obscura.mpc.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.function.IntUnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What needs no message in a triple: the random shares of a and b, and the own share of c before it
 * is sent. All come from AES-256 under the keys of the epoch that neighbours share, at a counter
 * block of (batch, array, place), so that any triple can be made again at any time and only the
 * share of c that came from a neighbour must be kept. One thread.
 */
final class TripleStreams {
  private static final int GROUP = 256;
  private static final int BLOCKS_EACH = 2;
  private static final int BLOCK_BYTES = 16;
  private static final int WORDS_EACH = BLOCKS_EACH * BLOCK_BYTES / Long.BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Cipher own;
  private final Cipher shared;
  private final byte[] counters = new byte[GROUP * BLOCKS_EACH * BLOCK_BYTES];
  private final byte[] ownBytes = new byte[counters.length];
  private final byte[] sharedBytes = new byte[counters.length];

  /**
   * Two keys of 32 bytes.
   *
   * @param own known to this party and the one before
   * @param next known to the next party and this one
   */
  TripleStreams(byte[] own, byte[] next) {
    this.own = cipher(own);
    this.shared = cipher(next);
  }

  private static Cipher cipher(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }

  /**
   * Writes a and b into x and y, and into zMine this party's own share of c; zNext stays.
   *
   * @param place of the k-th triple within its array
   */
  void fill(long batch, int array, IntUnaryOperator place, int count, Products out) {
    out.reserve(count);
    for (int k = 0; k < count; k += GROUP) {
      int group = Math.min(GROUP, count - k);
      encrypt(batch, array, place, k, group);
      read(out, k, group);
    }
  }

  private void encrypt(long batch, int array, IntUnaryOperator place, int from, int group) {
    for (int k = 0, at = 0; k < group; k++) {
      long position = (long) array << 32 | (long) place.applyAsInt(from + k) << 1;
      for (int block = 0; block < BLOCKS_EACH; block++, at += BLOCK_BYTES) {
        LONGS.set(counters, at, batch);
        LONGS.set(counters, at + Long.BYTES, position + block);
      }
    }
    int bytes = group * BLOCKS_EACH * BLOCK_BYTES;
    try {
      own.update(counters, 0, bytes, ownBytes, 0);
      shared.update(counters, 0, bytes, sharedBytes, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES stopped", e);
    }
  }

  private void read(Products out, int from, int group) {
    for (int k = 0, at = 0; k < group; k++, at += WORDS_EACH * Long.BYTES) {
      long a = (long) LONGS.get(ownBytes, at);
      long b = (long) LONGS.get(ownBytes, at + 8);
      long aNext = (long) LONGS.get(sharedBytes, at);
      long bNext = (long) LONGS.get(sharedBytes, at + 8);
      long zero = (long) LONGS.get(ownBytes, at + 16) ^ (long) LONGS.get(sharedBytes, at + 16);
      out.xMine[from + k] = a;
      out.xNext[from + k] = aNext;
      out.yMine[from + k] = b;
      out.yNext[from + k] = bNext;
      out.zMine[from + k] = (a & (b ^ bNext)) ^ (aNext & b) ^ zero;
    }
  }
}
