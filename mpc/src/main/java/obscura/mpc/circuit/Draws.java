package obscura.mpc.circuit;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Unbiased draws in bulk: a secure generator is slow when it is asked for one number at a time. */
final class Draws {
  private static final int BUFFER_BYTES = 8 << 10;

  private final RandomGenerator random;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).position(BUFFER_BYTES);

  Draws(RandomGenerator random) {
    this.random = random;
  }

  /** Every order of the numbers below {@code count} is equally likely (Fisher, Yates). */
  int[] permutation(int count) {
    int[] order = new int[count];
    for (int k = 0; k < count; k++) {
      int at = below(k + 1);
      order[k] = order[at];
      order[at] = k;
    }
    return order;
  }

  long[] words(int count) {
    long[] words = new long[count];
    for (int k = 0; k < count; k++) {
      words[k] = ready().getLong();
    }
    return words;
  }

  /** A number from 0 to {@code bound} - 1 (Lemire, ACM TOMACS 2019). */
  private int below(int bound) {
    long least = (1L << 32) % bound;
    long product;
    do {
      product = (ready().getInt() & 0xffff_ffffL) * bound;
    } while ((product & 0xffff_ffffL) < least);
    return (int) (product >>> 32);
  }

  private ByteBuffer ready() {
    if (buffer.remaining() < Long.BYTES) {
      random.nextBytes(bytes);
      buffer.clear();
    }
    return buffer;
  }
}
