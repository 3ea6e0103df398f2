package obscura.mpc.circuit;

import java.util.Arrays;
import obscura.mpc.share.Bits;

/**
 * A permutation network of 2^k lanes (Benes 1964): columns of switches, each of which exchanges two
 * lanes or not; every permutation is some setting of the switches, and every setting is some
 * permutation. The columns' strides are 2^(k-1), ..., 2, 1, 2, ..., 2^(k-1), so that values stay in
 * their lanes unless they are exchanged.
 *
 * <p>A column's switches stand in half as many words as the lanes do. Where the stride is below a
 * word's width, the switches of every second word fill the gaps between those of the word before.
 */
final class Benes {
  private final int size;
  private final long[][] switches;

  private Benes(int size) {
    this.size = size;
    this.switches = new long[columns(size)][switchWords(size)];
  }

  /** Columns of a network of {@code size} lanes, a power of two from 2 on. */
  static int columns(int size) {
    return 2 * Integer.numberOfTrailingZeros(size) - 1;
  }

  /** How far the lanes of a pair in this column are apart. */
  static int stride(int size, int column) {
    int depth = Integer.numberOfTrailingZeros(size);
    return 1 << Math.abs(depth - 1 - column);
  }

  /** Words of one column of switches. */
  static int switchWords(int size) {
    return Math.max(1, Bits.wordsFor(size) / 2);
  }

  /**
   * The switches, column by column, that bring lane k to lane {@code to[k]}: found by following the
   * loops of inputs and outputs that share a switch (Opferman, Tsao-Wu 1971).
   */
  static long[][] route(int[] to) {
    Benes network = new Benes(to.length);
    network.route(0, 0, to);
    return network.switches;
  }

  private void route(int column, int first, int[] to) {
    int half = to.length / 2;
    if (half == 1) {
      if (to[0] == 1) {
        set(column, first);
      }
      return;
    }
    int[] from = new int[to.length];
    for (int k = 0; k < to.length; k++) {
      from[to[k]] = k;
    }
    int[] upper = new int[half];
    int[] lower = new int[half];
    Arrays.fill(upper, -1);
    for (int start = 0; start < half; start++) {
      for (int in = start; upper[in % half] < 0; in = follow(column, first, in, to, from, lower)) {
        upper[in % half] = to[in] % half;
      }
    }
    route(column + 1, first, upper);
    route(column + 1, first + half, lower);
  }

  /**
   * Sends one input through the upper half; its output's twin then comes through the lower half,
   * and the twin of that one's input goes through the upper half again: that input is returned.
   */
  private int follow(int column, int first, int in, int[] to, int[] from, int[] lower) {
    int half = lower.length;
    if (in >= half) {
      set(column, first + in % half);
    }
    int out = to[in];
    if (out >= half) {
      set(switches.length - 1 - column, first + out % half);
    }
    int twin = from[out ^ half];
    lower[twin % half] = to[twin] % half;
    return twin ^ half;
  }

  private void set(int column, int lane) {
    int stride = stride(size, column);
    int word = lane >>> 6;
    if (stride >= 64) {
      int apart = stride >>> 6;
      switches[column][word / (2 * apart) * apart + word % apart] |= 1L << lane;
    } else {
      switches[column][word >>> 1] |= 1L << ((lane & 63) + (word & 1) * stride);
    }
  }

  /** Exchanges lanes at {@code stride} where the single row of switches says so. One round. */
  static Bits exchange(Gates gates, Bits x, Bits column, int stride) {
    Bits differences = new Bits(x.rows(), column.words());
    differences(x.mine(), differences.mine(), x, column.words(), stride);
    differences(x.next(), differences.next(), x, column.words(), stride);
    Bits moved = gates.and(column.repeat(x.rows()), differences);
    Bits result = new Bits(x.rows(), x.words()).set(x);
    add(moved.mine(), moved, result.mine(), x, stride);
    add(moved.next(), moved, result.next(), x, stride);
    return result;
  }

  private static void differences(
      long[] lanes, long[] target, Bits shape, int halfWords, int stride) {
    for (int r = 0; r < shape.rows(); r++) {
      int from = shape.at(r);
      int at = r * halfWords;
      if (stride >= 64) {
        int apart = stride >>> 6;
        for (int w = 0; w < halfWords; w++) {
          int low = from + lowWord(w, apart);
          target[at + w] = lanes[low] ^ lanes[low + apart];
        }
      } else {
        long mask = lowLanes(stride);
        for (int w = 0; w < shape.words(); w++) {
          long word = lanes[from + w];
          target[at + (w >>> 1)] |= ((word ^ (word >>> stride)) & mask) << ((w & 1) * stride);
        }
      }
    }
  }

  private static void add(long[] moved, Bits half, long[] target, Bits shape, int stride) {
    for (int r = 0; r < shape.rows(); r++) {
      int to = r * shape.words();
      int at = half.at(r);
      if (stride >= 64) {
        int apart = stride >>> 6;
        for (int w = 0; w < half.words(); w++) {
          int low = to + lowWord(w, apart);
          target[low] ^= moved[at + w];
          target[low + apart] ^= moved[at + w];
        }
      } else {
        long mask = lowLanes(stride);
        for (int w = 0; w < shape.words(); w++) {
          long bits = moved[at + (w >>> 1)] >>> ((w & 1) * stride) & mask;
          target[to + w] ^= bits ^ (bits << stride);
        }
      }
    }
  }

  /** The w-th of the words whose partners stand {@code apart} words higher. */
  private static int lowWord(int w, int apart) {
    return ((w & -apart) << 1) | (w & (apart - 1));
  }

  /** The lower lanes of all pairs of a word. */
  private static long lowLanes(int stride) {
    return Long.divideUnsigned(-1L, (1L << stride) + 1);
  }
}
