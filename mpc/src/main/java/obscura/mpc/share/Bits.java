package obscura.mpc.share;

import java.util.Arrays;
import java.util.List;
import obscura.mpc.share.Accesses.Kind;

/**
 * One party's shares of a matrix of bits, bit-sliced: a row is one bit of many values, a lane (bit
 * {@code lane % 64} of word {@code lane / 64} of every row) is one value, row 0 its lowest bit.
 * Lanes beyond those in use hold anything. The methods are the local operations. {@link #rows(int,
 * int)}, {@link #columns} and {@link #repeat} look into the same memory.
 */
public final class Bits implements Rows {
  private final int rows;
  private final int words;
  private final int base;
  private final int stride;
  private final long[] mine;
  private final long[] next;

  /** An all-zero matrix of {@code rows} rows of {@code words} words each. */
  public Bits(int rows, int words) {
    this(rows, words, new long[rows * words], new long[rows * words]);
  }

  /** Takes the arrays over; word w of row r stands at {@code r * words + w}. */
  public Bits(int rows, int words, long[] mine, long[] next) {
    this(rows, words, 0, words, mine, next);
  }

  /** Looks into the arrays; word w of row r stands at {@code base + r * stride + w}. */
  Bits(int rows, int words, int base, int stride, long[] mine, long[] next) {
    int end = rows == 0 ? base : base + (rows - 1) * stride + words;
    if (end > mine.length || end > next.length) {
      throw new IllegalArgumentException("not " + rows + " rows of " + words + " words");
    }
    this.rows = rows;
    this.words = words;
    this.base = base;
    this.stride = stride;
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

  /** The array that x_i stands in, for the gates; see {@link #at}. */
  public long[] mine() {
    return mine;
  }

  /** The array that x_(i+1) stands in. */
  public long[] next() {
    return next;
  }

  /** Where a row begins in both arrays. */
  public int at(int row) {
    int at = base + row * stride;
    Accesses.note(Kind.ROW, at, words);
    return at;
  }

  /** Up to 64 rows of one lane as a word. */
  public Word lane(int fromRow, int lane, int count) {
    Accesses.note(Kind.LANES, lane, 1);
    int shift = lane & 63;
    int at = at(fromRow) + (lane >>> 6);
    long a = 0;
    long b = 0;
    for (int r = 0; r < count; r++, at += stride) {
      a |= (mine[at] >>> shift & 1) << r;
      b |= (next[at] >>> shift & 1) << r;
    }
    return new Word(a, b);
  }

  /** Writes the low bits of a word into {@code count} rows of one lane. */
  public void setLane(int fromRow, int lane, int count, Word value) {
    Accesses.note(Kind.LANES, lane, 1);
    int shift = lane & 63;
    long keep = ~(1L << shift);
    int at = at(fromRow) + (lane >>> 6);
    for (int r = 0; r < count; r++, at += stride) {
      mine[at] = (mine[at] & keep) | ((value.mine() >>> r & 1) << shift);
      next[at] = (next[at] & keep) | ((value.next() >>> r & 1) << shift);
    }
  }

  public Word word(int row, int word) {
    Accesses.note(Kind.LANES, 64 * word, 64);
    return new Word(mine[at(row) + word], next[at(row) + word]);
  }

  /** Rows of this matrix, in the same memory. */
  public Bits rows(int from, int count) {
    return new Bits(count, words, at(from), stride, mine, next);
  }

  /** Some words of every row, in the same memory. */
  public Bits columns(int from, int count) {
    return new Bits(rows, count, base + from, stride, mine, next);
  }

  /** This single row {@code count} times, in the same memory. */
  public Bits repeat(int count) {
    return new Bits(count, words, base, 0, mine, next);
  }

  /** Sets every bit to 0. */
  public Bits clear() {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(mine, at(r), at(r) + words, 0);
      Arrays.fill(next, at(r), at(r) + words, 0);
    }
    return this;
  }

  /** Takes over the bits of a matrix of the same shape. */
  public Bits set(Bits other) {
    for (int r = 0; r < rows; r++) {
      set(r, other, r);
    }
    return this;
  }

  /** Takes over one row of a matrix of as many words. */
  public void set(int row, Bits other, int otherRow) {
    System.arraycopy(other.mine, other.at(otherRow), mine, at(row), words);
    System.arraycopy(other.next, other.at(otherRow), next, at(row), words);
  }

  /** XORs numbers of as many bits and lanes into this matrix. */
  public Bits add(Rows other) {
    for (int r = 0; r < rows; r++) {
      other.xorRow(r, this, r);
    }
    return this;
  }

  @Override
  public void xorRow(int row, Bits target, int targetRow) {
    int from = at(row);
    int to = target.at(targetRow);
    xor(mine, from, target.mine, to, words);
    xor(next, from, target.next, to, words);
  }

  private static void xor(long[] source, int from, long[] target, int to, int count) {
    for (int w = 0; w < count; w++) {
      target[to + w] ^= source[from + w];
    }
  }

  /** XORs the lowest bit of a word into {@code count} words of lanes of one row. */
  void xorAll(int row, int from, int count, Word bit) {
    int at = at(row) + from;
    long a = -(bit.mine() & 1);
    long b = -(bit.next() & 1);
    for (int k = at; k < at + count; k++) {
      mine[k] ^= a;
      next[k] ^= b;
    }
  }

  /** Copies all rows, one after the other, into arrays. */
  public void copyTo(long[] mineTarget, long[] nextTarget, int at) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(mine, at(r), mineTarget, at + r * words, words);
      System.arraycopy(next, at(r), nextTarget, at + r * words, words);
    }
  }

  public Bits xor(Bits other) {
    return copy().add(other);
  }

  private Bits copy() {
    return new Bits(rows, words).set(this);
  }

  /** XORs a single row into every row. */
  public Bits xorRow(Bits row) {
    return copy().add(row.repeat(rows));
  }

  /** Keeps, in every row, the lanes whose bit is set in the public mask. In place. */
  public Bits maskLanes(long[] mask) {
    for (int r = 0; r < rows; r++) {
      for (int w = 0, k = at(r); w < words; w++, k++) {
        mine[k] &= mask[w];
        next[k] &= mask[w];
      }
    }
    return this;
  }

  /** The low {@code rows} bits of one word in every lane. */
  public static Bits broadcast(Word value, int rows, int words) {
    Bits result = new Bits(rows, words);
    for (int r = 0; r < rows; r++) {
      result.xorAll(r, 0, words, value.bit(r));
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
      result.rows(at, part.rows).set(part);
      at += part.rows;
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
      result.columns(at, part.words).set(part);
      at += part.words;
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
    Accesses.note(Kind.LANES, from, count);
    Accesses.note(Kind.LANES, to, count);
    Lanes.copy(source.mine, source.at(sourceRow), from, mine, at(row), to, count);
    Lanes.copy(source.next, source.at(sourceRow), from, next, at(row), to, count);
  }

  /** XORs lanes of one row of {@code source} into a row of this matrix. */
  public void xorLanes(Bits source, int sourceRow, int from, int row, int to, int count) {
    Accesses.note(Kind.LANES, from, count);
    Accesses.note(Kind.LANES, to, count);
    Lanes.xor(source.mine, source.at(sourceRow), from, mine, at(row), to, count);
    Lanes.xor(source.next, source.at(sourceRow), from, next, at(row), to, count);
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Bits[" + rows + " x " + words + " sealed]";
  }
}
