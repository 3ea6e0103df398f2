package obscura.mpc.share;

import java.util.Arrays;
import java.util.List;

/**
 * One party's shares of a matrix of bits, bit-sliced: a row is one bit of many values, a lane (bit
 * {@code lane % 64} of word {@code lane / 64} of every row) is one value, row 0 its lowest bit.
 * Lanes beyond those in use hold anything. The methods are the local operations; results are fresh.
 */
public final class Bits {
  private final int rows;
  private final int words;
  private final long[] mine;
  private final long[] next;

  /** An all-zero matrix of {@code rows} rows of {@code words} words each. */
  public Bits(int rows, int words) {
    this(rows, words, new long[rows * words], new long[rows * words]);
  }

  /** Takes the arrays over; word w of row r stands at {@code r * words + w}. */
  public Bits(int rows, int words, long[] mine, long[] next) {
    if (mine.length != rows * words || next.length != rows * words) {
      throw new IllegalArgumentException("not " + rows + " rows of " + words + " words");
    }
    this.rows = rows;
    this.words = words;
    this.mine = mine;
    this.next = next;
  }

  /** Puts each word into its own lane: 64 rows. */
  public static Bits lanesOf(List<Word> values) {
    Bits result = new Bits(64, wordsFor(values.size()));
    for (int lane = 0; lane < values.size(); lane++) {
      result.setLane(0, lane, 64, values.get(lane));
    }
    return result;
  }

  /** One row of one word: 64 lanes of one bit. */
  public static Bits row(Word word) {
    return new Bits(1, 1, new long[] {word.mine()}, new long[] {word.next()});
  }

  public static int wordsFor(int lanes) {
    return (lanes + 63) >>> 6;
  }

  public int rows() {
    return rows;
  }

  public int words() {
    return words;
  }

  /** The array of x_i itself, for the gates; not to be changed by anybody who did not make it. */
  public long[] mine() {
    return mine;
  }

  /** The array of x_(i+1) itself. */
  public long[] next() {
    return next;
  }

  /** Up to 64 rows of one lane as a word. */
  public Word lane(int fromRow, int lane, int count) {
    int shift = lane & 63;
    int at = fromRow * words + (lane >>> 6);
    long a = 0;
    long b = 0;
    for (int r = 0; r < count; r++, at += words) {
      a |= (mine[at] >>> shift & 1) << r;
      b |= (next[at] >>> shift & 1) << r;
    }
    return new Word(a, b);
  }

  /** Writes the low bits of a word into {@code count} rows of one lane. */
  public void setLane(int fromRow, int lane, int count, Word value) {
    int shift = lane & 63;
    long keep = ~(1L << shift);
    int at = fromRow * words + (lane >>> 6);
    for (int r = 0; r < count; r++, at += words) {
      mine[at] = (mine[at] & keep) | ((value.mine() >>> r & 1) << shift);
      next[at] = (next[at] & keep) | ((value.next() >>> r & 1) << shift);
    }
  }

  public Word word(int row, int word) {
    return new Word(mine[row * words + word], next[row * words + word]);
  }

  public Bits xor(Bits other) {
    Bits result = new Bits(rows, words);
    for (int k = 0; k < mine.length; k++) {
      result.mine[k] = mine[k] ^ other.mine[k];
      result.next[k] = next[k] ^ other.next[k];
    }
    return result;
  }

  /** XORs a single row into every row. */
  public Bits xorRow(Bits row) {
    Bits result = new Bits(rows, words);
    for (int r = 0, k = 0; r < rows; r++) {
      for (int w = 0; w < words; w++, k++) {
        result.mine[k] = mine[k] ^ row.mine[w];
        result.next[k] = next[k] ^ row.next[w];
      }
    }
    return result;
  }

  /** Keeps, in every row, the lanes whose bit is set in the public mask. */
  public Bits maskLanes(long[] mask) {
    Bits result = new Bits(rows, words);
    for (int r = 0, k = 0; r < rows; r++) {
      for (int w = 0; w < words; w++, k++) {
        result.mine[k] = mine[k] & mask[w];
        result.next[k] = next[k] & mask[w];
      }
    }
    return result;
  }

  public Bits rows(int from, int count) {
    Bits result = new Bits(count, words);
    System.arraycopy(mine, from * words, result.mine, 0, count * words);
    System.arraycopy(next, from * words, result.next, 0, count * words);
    return result;
  }

  /** This single row {@code count} times. */
  public Bits repeat(int count) {
    Bits result = new Bits(count, words);
    for (int r = 0; r < count; r++) {
      System.arraycopy(mine, 0, result.mine, r * words, words);
      System.arraycopy(next, 0, result.next, r * words, words);
    }
    return result;
  }

  /** The low {@code rows} bits of one word in every lane. */
  public static Bits broadcast(Word value, int rows, int words) {
    Bits result = new Bits(rows, words);
    for (int r = 0; r < rows; r++) {
      Arrays.fill(result.mine, r * words, (r + 1) * words, -(value.mine() >>> r & 1));
      Arrays.fill(result.next, r * words, (r + 1) * words, -(value.next() >>> r & 1));
    }
    return result;
  }

  /** Rows of all the matrices (equally many words), the first one's lowest. */
  public static Bits stack(Bits... parts) {
    int total = 0;
    for (Bits part : parts) {
      total += part.rows;
    }
    Bits result = new Bits(total, parts[0].words);
    int at = 0;
    for (Bits part : parts) {
      System.arraycopy(part.mine, 0, result.mine, at, part.mine.length);
      System.arraycopy(part.next, 0, result.next, at, part.next.length);
      at += part.mine.length;
    }
    return result;
  }

  /** Words of all the matrices (equally many rows) side by side. */
  public static Bits beside(Bits... parts) {
    int total = 0;
    for (Bits part : parts) {
      total += part.words;
    }
    Bits result = new Bits(parts[0].rows, total);
    int at = 0;
    for (Bits part : parts) {
      for (int r = 0; r < part.rows; r++) {
        System.arraycopy(part.mine, r * part.words, result.mine, r * total + at, part.words);
        System.arraycopy(part.next, r * part.words, result.next, r * total + at, part.words);
      }
      at += part.words;
    }
    return result;
  }

  /** Some words of every row: the inverse of {@link #beside}. */
  public Bits columns(int from, int count) {
    Bits result = new Bits(rows, count);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(mine, r * words + from, result.mine, r * count, count);
      System.arraycopy(next, r * words + from, result.next, r * count, count);
    }
    return result;
  }

  /** Copies lanes of every row of {@code source} into this matrix of equally many rows. */
  public void copyLanes(Bits source, int from, int to, int count) {
    for (int r = 0; r < rows; r++) {
      copyLanes(source, r, from, r, to, count);
    }
  }

  /** Copies lanes of one row of {@code source} into a row of this matrix. */
  public void copyLanes(Bits source, int sourceRow, int from, int row, int to, int count) {
    Lanes.copy(source.mine, sourceRow * source.words, from, mine, row * words, to, count);
    Lanes.copy(source.next, sourceRow * source.words, from, next, row * words, to, count);
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Bits[" + rows + " x " + words + " sealed]";
  }
}
