package obscura.mpc.circuit;

import obscura.mpc.share.Bits;

/**
 * One party's shares, value by value instead of bit by bit: so that values can be put into a public
 * order, or be repeated, at the cost of moving words. 64 lanes of 64 rows are turned over at once
 * (Warren, Hacker's Delight, 7-3). Immutable.
 */
final class Unsliced {
  private static final int SIDE = 64;
  private static final long FOURS = 0x0f0f_0f0f_0f0f_0f0fL;
  private static final long TWOS = 0x3333_3333_3333_3333L;
  private static final long ONES = 0x5555_5555_5555_5555L;

  private final long[][] mine;
  private final long[][] next;

  Unsliced(Bits x) {
    this.mine = turned(x.mine(), x);
    this.next = turned(x.next(), x);
  }

  /** The lanes that {@code order} names, in that order, bit-sliced again: the low {@code rows}. */
  Bits lanes(int[] order, int count, int rows) {
    int words = Bits.wordsFor(count);
    return new Bits(
        rows, words, sliced(mine, order, count, rows), sliced(next, order, count, rows));
  }

  private static long[][] turned(long[] matrix, Bits shape) {
    int rows = shape.rows();
    int words = shape.words();
    long[][] values = new long[(rows + SIDE - 1) / SIDE][words * SIDE];
    long[] square = new long[SIDE];
    for (int block = 0; block < values.length; block++) {
      int used = Math.min(SIDE, rows - block * SIDE);
      for (int w = 0; w < words; w++) {
        for (int r = 0; r < SIDE; r++) {
          square[r] = r < used ? matrix[shape.at(block * SIDE + r) + w] : 0;
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

  /**
   * Bit c of word r becomes bit r of word c: off-diagonal squares of 32, 16, ... bits change
   * places. The last three steps are done eight words at a time, without touching memory.
   */
  static void turn(long[] square) {
    for (int k = 0; k < SIDE / 2; k++) {
      exchange(square, k, 32, 0x0000_0000_ffff_ffffL);
    }
    for (int k = 0; k < SIDE / 4; k++) {
      exchange(square, k, 16, 0x0000_ffff_0000_ffffL);
      exchange(square, k + SIDE / 2, 16, 0x0000_ffff_0000_ffffL);
    }
    for (int first = 0; first < SIDE; first += SIDE / 4) {
      for (int k = first; k < first + 8; k++) {
        exchange(square, k, 8, 0x00ff_00ff_00ff_00ffL);
      }
    }
    for (int k = 0; k < SIDE; k += 8) {
      turnBytes(square, k);
    }
  }

  private static void exchange(long[] square, int at, int side, long mask) {
    long x = square[at];
    long y = square[at + side];
    long moved = ((x >>> side) ^ y) & mask;
    square[at] = x ^ (moved << side);
    square[at + side] = y ^ moved;
  }

  /** Turns the eight squares of eight bits in eight words. */
  private static void turnBytes(long[] square, int at) {
    long a = square[at];
    long b = square[at + 1];
    long c = square[at + 2];
    long d = square[at + 3];
    long e = square[at + 4];
    long f = square[at + 5];
    long g = square[at + 6];
    long h = square[at + 7];
    long moved = ((a >>> 4) ^ e) & FOURS;
    a ^= moved << 4;
    e ^= moved;
    moved = ((b >>> 4) ^ f) & FOURS;
    b ^= moved << 4;
    f ^= moved;
    moved = ((c >>> 4) ^ g) & FOURS;
    c ^= moved << 4;
    g ^= moved;
    moved = ((d >>> 4) ^ h) & FOURS;
    d ^= moved << 4;
    h ^= moved;
    moved = ((a >>> 2) ^ c) & TWOS;
    a ^= moved << 2;
    c ^= moved;
    moved = ((b >>> 2) ^ d) & TWOS;
    b ^= moved << 2;
    d ^= moved;
    moved = ((e >>> 2) ^ g) & TWOS;
    e ^= moved << 2;
    g ^= moved;
    moved = ((f >>> 2) ^ h) & TWOS;
    f ^= moved << 2;
    h ^= moved;
    moved = ((a >>> 1) ^ b) & ONES;
    square[at] = a ^ (moved << 1);
    square[at + 1] = b ^ moved;
    moved = ((c >>> 1) ^ d) & ONES;
    square[at + 2] = c ^ (moved << 1);
    square[at + 3] = d ^ moved;
    moved = ((e >>> 1) ^ f) & ONES;
    square[at + 4] = e ^ (moved << 1);
    square[at + 5] = f ^ moved;
    moved = ((g >>> 1) ^ h) & ONES;
    square[at + 6] = g ^ (moved << 1);
    square[at + 7] = h ^ moved;
  }
}
