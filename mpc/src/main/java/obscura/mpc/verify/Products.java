package obscura.mpc.verify;

import java.util.Arrays;

/**
 * One party's shares of many words x, y and z, of which z = x AND y is claimed or known; a word is
 * 64 products side by side. Grows as needed. One thread.
 */
final class Products {
  long[] xMine = {};
  long[] xNext = {};
  long[] yMine = {};
  long[] yNext = {};
  long[] zMine = {};
  long[] zNext = {};

  /** Makes room for so many words; what is there stays. */
  void reserve(int count) {
    if (xMine.length < count) {
      int size = Math.max(count, 2 * xMine.length);
      xMine = Arrays.copyOf(xMine, size);
      xNext = Arrays.copyOf(xNext, size);
      yMine = Arrays.copyOf(yMine, size);
      yNext = Arrays.copyOf(yNext, size);
      zMine = Arrays.copyOf(zMine, size);
      zNext = Arrays.copyOf(zNext, size);
    }
  }
}
