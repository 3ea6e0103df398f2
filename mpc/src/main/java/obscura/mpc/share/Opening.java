package obscura.mpc.share;

import java.util.List;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * The one place where shares become values: bits that a job opens to the venue, and vectors that a
 * reveal opens to an entitled recipient. Every share is there twice and both copies must agree.
 * Every opening is counted.
 */
public final class Opening {
  /** Told of every opening, before it happens. */
  @FunctionalInterface
  public interface Tally {
    Tally NONE = (what, bits) -> {};

    /**
     * Something is about to be opened.
     *
     * @param what one of the names that {@code docs/mpc.md} lists
     * @param bits how many bits
     */
    void opening(String what, int bits);
  }

  private final Tally tally;

  public Opening(Tally tally) {
    this.tally = tally;
  }

  /** Opens the low {@code bits} (1 to 64) bits of a word to all three parties. One round. */
  public long open(Links links, String what, Word word, int bits) {
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    return open(links, what, new Word[] {word.mask(mask)}, bits)[0];
  }

  /** Opens masked words to all three parties; {@code bits} counts those that can be set. */
  public long[] open(Links links, String what, Word[] words, int bits) {
    tally.opening(what, bits);
    long[] mine = new long[words.length];
    long[] next = new long[words.length];
    for (int k = 0; k < words.length; k++) {
      mine[k] = words[k].mine();
      next[k] = words[k].next();
    }
    long[] third = new long[words.length];
    long[] again = new long[words.length];
    links.exchange(mine, next, third, again, words.length);
    return combine(links, mine, next, third, again);
  }

  /**
   * Opens masked words to the two parties that hold one of their shares; the third party is sent
   * nothing but zeros, and gets zeros. One round.
   *
   * @param share 0, 1 or 2
   */
  public long[] openToHolders(Links links, String what, int share, Word[] words, int bits) {
    tally.opening(what, bits);
    int party = links.party();
    boolean last = party == share;
    boolean first = links.next() == share;
    int count = words.length;
    long[] mine = new long[count];
    long[] next = new long[count];
    for (int k = 0; k < count; k++) {
      mine[k] = words[k].mine();
      next[k] = words[k].next();
    }
    long[] nothing = new long[count];
    long[] third = new long[count];
    long[] again = new long[count];
    links.exchange(last ? nothing : mine, first ? nothing : next, third, again, count);
    if (!last && !first) {
      return nothing;
    }
    return combine(links, mine, next, third, again);
  }

  /**
   * Gets the share that this party lacks, of something whose shares are no words: both of its
   * holders send it, and the copies must agree. Whoever asks adds the three up.
   *
   * @param mine what the next party lacks
   * @param next what the previous party lacks
   * @param bits of what is opened
   */
  public long[] third(Links links, String what, long[] mine, long[] next, int bits) {
    tally.opening(what, bits);
    long[] third = new long[mine.length];
    long[] again = new long[mine.length];
    links.exchange(mine, next, third, again, mine.length);
    for (int k = 0; k < third.length; k++) {
      same(third[k], again[k], links.others());
    }
    return third;
  }

  /** Opens a vector at its recipient, from what each party sent. */
  public long[] open(String what, Words first, Words second, Words third) {
    int size = first.size();
    long[] values = new long[size];
    for (int k = 0; k < size; k++) {
      same(first.next(k), second.mine(k), List.of(0, 1));
      same(second.next(k), third.mine(k), List.of(1, 2));
      same(third.next(k), first.mine(k), List.of(2, 0));
    }
    tally.opening(what, 64 * size);
    for (int k = 0; k < size; k++) {
      values[k] = first.mine(k) ^ second.mine(k) ^ third.mine(k);
    }
    return values;
  }

  private static long[] combine(Links links, long[] mine, long[] next, long[] third, long[] again) {
    long[] values = new long[mine.length];
    for (int k = 0; k < values.length; k++) {
      same(third[k], again[k], links.others());
      values[k] = mine[k] ^ next[k] ^ third[k];
    }
    return values;
  }

  private static void same(long share, long copy, List<Integer> holders) {
    if (share != copy) {
      throw new PeersDifferException("two copies of a share differ", holders);
    }
  }
}
