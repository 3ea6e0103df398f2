package obscura.mpc.circuit;

import obscura.mpc.share.Bits;

/**
 * One party's shares, value by value instead of bit by bit: so that values can be put into a public
 * order, or be repeated, at the cost of moving words. 64 lanes of 64 rows are turned over at once
 * (Warren, Hacker's Delight, 7-3). Immutable.
 */
final class Unsliced {
  private static final int SIDE = 64;

  private final long[][] mine;
  private final long[][] next;

  Unsliced(Bits x) {
    this.mine = turned(x.mine(), x.rows(), x.words());
    this.next = turned(x.next(), x.rows(), x.words());
  }

  /** The lanes that {@code order} names, in that order, bit-sliced again: the low {@code rows}. */
  Bits lanes(int[] order, int count, int rows) {
    int words = Bits.wordsFor(count);
    return new Bits(
        rows, words, sliced(mine, order, count, rows), sliced(next, order, count, rows));
  }

  private static long[][] turned(long[] matrix, int rows, int words) {
    long[][] values = new long[(rows + SIDE - 1) / SIDE][words * SIDE];
    long[] square = new long[SIDE];
    for (int block = 0; block < values.length; block++) {
      int used = Math.min(SIDE, rows - block * SIDE);
      for (int w = 0; w < words; w++) {
        for (int r = 0; r < SIDE; r++) {
          square[r] = r < used ? matrix[(block * SIDE + r) * words + w] : 0;
        }
        turn(square);
        System.arraycopy(square, 0, values[block], w * SIDE, SIDE);
      }
    }
    return values;
  }

  private static long[] sliced(long[][] values, int[] order, int count, int rows) {
    int words = Bits.wordsFor(count);
    long[] matrix = new long[rows * words];
    long[] square = new long[SIDE];
    for (int block = 0; block * SIDE < rows; block++) {
      int used = Math.min(SIDE, rows - block * SIDE);
      long[] source = values[block];
      for (int w = 0; w < words; w++) {
        int filled = Math.min(SIDE, count - w * SIDE);
        for (int k = 0; k < SIDE; k++) {
          square[k] = k < filled ? source[order[w * SIDE + k]] : 0;
        }
        turn(square);
        for (int r = 0; r < used; r++) {
          matrix[(block * SIDE + r) * words + w] = square[r];
        }
      }
    }
    return matrix;
  }

  /** Bit c of word r becomes bit r of word c. */
  static void turn(long[] square) {
    long mask = 0xffff_ffffL;
    for (int side = SIDE / 2; side != 0; side >>= 1, mask ^= mask << side) {
      for (int k = 0; k < SIDE; k = ((k | side) + 1) & ~side) {
        long moved = ((square[k] >>> side) ^ square[k | side]) & mask;
        square[k] ^= moved << side;
        square[k | side] ^= moved;
      }
    }
  }
}
