package obscura.mpc.circuit;

import obscura.mpc.share.Bits;
import obscura.mpc.share.Lanes;

/** How the products of a gate become its result: a local, linear step, the same on each share. */
public sealed interface Summation {
  /** How many words the result has. */
  int words();

  /** XORs the result for the products from {@code from} on into {@code results}. */
  void add(long[] products, int from, long[] results, int at);

  /** Every product is a result. */
  record Each(int words) implements Summation {
    @Override
    public void add(long[] products, int from, long[] results, int at) {
      for (int k = 0; k < words; k++) {
        results[at + k] ^= products[from + k];
      }
    }
  }

  /** The parity of every row, in its own word. */
  record OfLanes(int rows, int wordsPerRow) implements Summation {
    @Override
    public int words() {
      return rows;
    }

    @Override
    public void add(long[] products, int from, long[] results, int at) {
      for (int r = 0, k = from; r < rows; r++) {
        long sum = 0;
        for (int w = 0; w < wordsPerRow; w++, k++) {
          sum ^= products[k];
        }
        results[at + r] ^= Long.bitCount(sum) & 1;
      }
    }
  }

  /** In every row the XOR of its blocks of {@code length} lanes. */
  record OfBlocks(int rows, int wordsPerRow, int blocks, int length) implements Summation {
    @Override
    public int words() {
      return rows * Bits.wordsFor(length);
    }

    @Override
    public void add(long[] products, int from, long[] results, int at) {
      int wordsPerBlock = Bits.wordsFor(length);
      for (int r = 0; r < rows; r++) {
        for (int b = 0; b < blocks; b++) {
          int row = from + r * wordsPerRow;
          Lanes.xor(products, row, b * length, results, at + r * wordsPerBlock, 0, length);
        }
      }
    }
  }
}
