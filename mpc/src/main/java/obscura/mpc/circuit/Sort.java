package obscura.mpc.circuit;

import java.util.stream.IntStream;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Sorts lanes by a key that stays secret, stably, lowest first (Hamada, Kikuchi, Ikarashi, Chida,
 * Takahashi, Practically efficient multi-party sorting protocols from comparison sort algorithms,
 * ICISC 2012): the lanes are shuffled by a permutation that nobody knows; then a quicksort opens
 * the outcome of each comparison and moves lanes in public.
 *
 * <p>What is opened tells nothing of the data. Each key is prolonged by the number of its lane, so
 * all are different and their ranks before the shuffle are some permutation; after it, the ranks
 * are a uniformly random one. The quicksort is a function of the ranks alone, and so are which
 * lanes are compared, the outcomes, and how long it takes: all could be drawn without the data. The
 * lanes added to reach a power of two are marked; where the marks stand after the shuffle is
 * uniform, too, and independent of the order of the others.
 *
 * <p>A segment of the quicksort is parted by {@value #PIVOTS} pivots at once, a short one sorted by
 * comparing every pair; all segments of a level are compared in the same rounds. For n keys of b
 * bits about 2.8 n ln n comparisons of b + log2(n) bits on about log2(n) levels.
 */
public final class Sort {
  /** More of them mean fewer levels (rounds) and more comparisons: the usual trade-off is 3. */
  static final int PIVOTS = 3;

  /** Lanes of a segment that is sorted by all its pairs. */
  private static final int SHORT = 8;

  /** Opens bits to all three parties, after everything before has been verified. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens masked words.
     *
     * @param what name of the opening in the count
     * @param bits how many can be set
     */
    long[] open(String what, Word[] words, int bits);
  }

  private final Gates gates;
  private final Shuffle shuffle;
  private final Opener opener;

  /**
   * A party's part in sorts.
   *
   * @param opener verifies, then opens
   */
  public Sort(Gates gates, Shuffle shuffle, Opener opener) {
    this.gates = gates;
    this.shuffle = shuffle;
    this.opener = opener;
  }

  /**
   * The first {@code lanes} lanes in the order of their keys; equal keys stay in their order.
   *
   * @param x whole rows; moved as they are
   * @param keyRows the low rows that are the key, unsigned
   */
  public Bits of(Bits x, int keyRows, int lanes) {
    if (lanes < 2) {
      return x.rows(0, x.rows());
    }
    int numberRows = Best.indexBits(lanes);
    Bits mixed = shuffle.of(marked(x, numberRows, lanes), 1 << numberRows);
    int[] order = present(mixed.rows(mixed.rows() - 1, 1), 1 << numberRows);
    Unsliced values = new Unsliced(mixed);
    Segments segments = new Segments(order, PIVOTS, SHORT);
    while (segments.next()) {
      Bits left = values.lanes(segments.left(), segments.pairs(), numberRows + keyRows);
      Bits right = values.lanes(segments.right(), segments.pairs(), numberRows + keyRows);
      Bits less = Compare.of(gates, left, right).less();
      segments.part(opened("sort: comparisons", less, segments.pairs()));
    }
    return values.lanes(order, lanes, numberRows + x.rows()).rows(numberRows, x.rows());
  }

  /** Below the lanes' rows their numbers, above them a mark of those that are not padding. */
  private Bits marked(Bits x, int numberRows, int lanes) {
    Bits result = new Bits(numberRows + x.rows() + 1, Bits.wordsFor(1 << numberRows));
    for (int row = 0; row < x.rows(); row++) {
      result.copyLanes(x, row, 0, numberRows + row, 0, lanes);
    }
    for (int w = 0; w < result.words(); w++) {
      for (int row = 0; row < numberRows; row++) {
        gates.flip(result, row, w, lanesWithBit(row, w));
      }
    }
    for (int lane = 0; lane < lanes; lane++) {
      gates.flip(result, result.rows() - 1, lane >>> 6, 1L << lane);
    }
    return result;
  }

  /** In each of a word's lanes one bit of the lane's number. */
  private static long lanesWithBit(int bit, int word) {
    if (bit >= 6) {
      return -(long) (word >>> (bit - 6) & 1);
    }
    return ~Long.divideUnsigned(-1, (1L << (1 << bit)) + 1);
  }

  /** Which lanes are not padding, in the order in which they stand. */
  private int[] present(Bits marks, int size) {
    long[] present = opened("sort: padding", marks, size);
    return IntStream.range(0, size).filter(k -> (present[k >>> 6] >>> k & 1) == 1).toArray();
  }

  private long[] opened(String what, Bits row, int lanes) {
    Word[] words = new Word[Bits.wordsFor(lanes)];
    for (int w = 0; w < words.length; w++) {
      words[w] = row.word(0, w);
    }
    if ((lanes & 63) != 0) {
      words[words.length - 1] = words[words.length - 1].mask((1L << lanes) - 1);
    }
    return opener.open(what, words, lanes);
  }
}
