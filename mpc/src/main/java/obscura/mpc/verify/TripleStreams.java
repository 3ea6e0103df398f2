package obscura.mpc.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
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
  private static final int WORDS_EACH = 2 * BLOCKS_EACH;
  private static final int BYTES = GROUP * WORDS_EACH * Long.BYTES;

  private final Stream own;
  private final Stream shared;
  private final long[] counters = new long[GROUP * WORDS_EACH];
  private final ByteBuffer blocks = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final LongBuffer blockWords = blocks.asLongBuffer();

  /**
   * Two keys of 32 bytes.
   *
   * @param own known to this party and the one before
   * @param next known to the next party and this one
   */
  TripleStreams(byte[] own, byte[] next) {
    this.own = new Stream(own);
    this.shared = new Stream(next);
  }

  /**
   * Writes a and b into x and y, and into zMine this party's own share of c; zNext stays.
   *
   * @param places the k-th triple's within its array
   */
  void fill(long batch, int array, Places places, int count, Products out) {
    out.reserve(count);
    for (int k = 0; k < count; k += GROUP) {
      int group = Math.min(GROUP, count - k);
      count(batch, array, places, k, group);
      own.encrypt(blocks.array(), group);
      shared.encrypt(blocks.array(), group);
      read(out, k, group);
    }
  }

  private void count(long batch, int array, Places places, int from, int group) {
    long first = (long) array << 32;
    for (int k = 0, at = 0; k < group; k++, at += WORDS_EACH) {
      long position = first | (long) places.at(from + k) << 1;
      counters[at] = batch;
      counters[at + 1] = position;
      counters[at + 2] = batch;
      counters[at + 3] = position + 1;
    }
    blockWords.put(0, counters, 0, group * WORDS_EACH);
  }

  private void read(Products out, int from, int group) {
    long[] mine = own.words;
    long[] next = shared.words;
    for (int k = 0, at = 0; k < group; k++, at += WORDS_EACH) {
      long a = mine[at];
      long b = mine[at + 1];
      long aNext = next[at];
      long bNext = next[at + 1];
      long zero = mine[at + 2] ^ next[at + 2];
      out.xMine[from + k] = a;
      out.xNext[from + k] = aNext;
      out.yMine[from + k] = b;
      out.yNext[from + k] = bNext;
      out.zMine[from + k] = (a & (b ^ bNext)) ^ (aNext & b) ^ zero;
    }
  }

  /** AES under one key. */
  private static final class Stream {
    private final Cipher cipher;
    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final LongBuffer asWords = bytes.asLongBuffer();
    private final long[] words = new long[GROUP * WORDS_EACH];

    Stream(byte[] key) {
      try {
        cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no AES", e);
      }
    }

    void encrypt(byte[] blocks, int group) {
      try {
        cipher.update(blocks, 0, group * WORDS_EACH * Long.BYTES, bytes.array(), 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES stopped", e);
      }
      asWords.get(0, words, 0, group * WORDS_EACH);
    }
  }
}
