package obscura.mpc.circuit;

import java.util.random.RandomGenerator;
import obscura.mpc.net.Links;
import obscura.mpc.share.Bits;

/**
 * Puts lanes into an order that nobody knows: through two permutation networks ({@link Benes}), the
 * switches of the first chosen by party 0, those of the second by party 1, each from a uniformly
 * random permutation of its own. At most one of the two is corrupt and knows its own permutation;
 * the composition with the other's is uniform for everybody.
 *
 * <p>Malicious parties: the chooser of some bits b gives share i (r) to the party before it and
 * share i + 1 (b ^ r) to the one after it; the third share is 0. Each of these two hears of one
 * share alone, so whatever is sent is some consistent sharing of some bits, and whatever the bits
 * are they make some permutation: there is nothing to prove. Every exchange is an AND like any
 * other, which the gates' witness verifies.
 *
 * <p>For n = 2^k lanes one round and 2 (2k - 1) more; each costs an AND for each row of n / 2
 * lanes. One thread.
 */
public final class Shuffle {
  private static final int CHOOSERS = 2;

  private final Gates gates;
  private final Links links;
  private final Draws draws;

  /**
   * A party's part in shuffles.
   *
   * @param random this party's own; secure, unless nothing is at stake
   */
  public Shuffle(Gates gates, Links links, RandomGenerator random) {
    this.gates = gates;
    this.links = links;
    this.draws = new Draws(random);
  }

  /**
   * Shuffles the first {@code lanes} lanes; the others stay.
   *
   * @param lanes a power of two, at least 2
   */
  public Bits of(Bits x, int lanes) {
    if (lanes < 2 || Integer.bitCount(lanes) != 1 || Bits.wordsFor(lanes) != x.words()) {
      throw new IllegalArgumentException(lanes + " lanes of " + x);
    }
    Bits[] chosen = choose(lanes);
    Bits result = x;
    for (int chooser = 0; chooser < CHOOSERS; chooser++) {
      for (int column = 0; column < Benes.columns(lanes); column++) {
        Bits switches = chosen[chooser].rows(column, 1);
        result = Benes.exchange(gates, result, switches, Benes.stride(lanes, column));
      }
    }
    return result;
  }

  /**
   * Shares of everybody's switches, a row for each column. All three send equally much; what the
   * last one sends is not used.
   */
  private Bits[] choose(int lanes) {
    int rows = Benes.columns(lanes);
    int words = Benes.switchWords(lanes);
    int count = rows * words;
    long[] masks = draws.words(count);
    long[] masked = masks.clone();
    if (links.party() < CHOOSERS) {
      long[][] switches = Benes.route(draws.permutation(lanes));
      for (int k = 0; k < count; k++) {
        masked[k] ^= switches[k / words][k % words];
      }
    }
    long[] fromNext = new long[count];
    long[] fromPrevious = new long[count];
    links.exchange(masked, masks, fromNext, fromPrevious, count);
    Bits[] chosen = new Bits[3];
    chosen[links.party()] = new Bits(rows, words, masks, masked);
    chosen[links.next()] = new Bits(rows, words, new long[count], fromNext);
    chosen[links.previous()] = new Bits(rows, words, fromPrevious, new long[count]);
    return chosen;
  }
}
