package obscura.mpc.verify;

import java.util.Arrays;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * The check of products against triples without opening either (Furukawa et al. 2017, protocol
 * 2.24): for factors x, y and a triple (a, b, c) the differences x ^ a and y ^ b are opened; then
 * {@code c ^ (y ^ b) & a ^ (x ^ a) & b ^ (x ^ a) & (y ^ b)} shares x AND y. That a claimed product
 * is the same is compared by tags of shares ({@link PairTag}) between each two parties: whoever
 * deviates, the two others hold all three shares between them, and the key of their tags is theirs
 * alone.
 *
 * <p>The differences reach a party from one neighbour and their tag from the other, and they are
 * compared before anything that depends on them leaves. Two rounds for up to {@link #CHUNK} words.
 * One thread.
 */
final class ProductCheck {
  /** Words of one message at most, twice. */
  static final int CHUNK = 1 << 15;

  private static final int DIFFERENCE = 1;
  private static final int ZERO = 2;

  private final Links links;
  private final PairTag withPrevious;
  private final PairTag withNext;
  private final long[] theirs = new long[PairTag.WORDS];
  private final long[] others = new long[PairTag.WORDS];
  private long[] down = {};
  private long[] mine = {};
  private long[] third = {};

  /**
   * Checks of one epoch.
   *
   * @param ownKey 32 bytes, known to this party and the one before
   * @param nextKey 32 bytes, known to the next party and this one
   */
  ProductCheck(Links links, byte[] ownKey, byte[] nextKey) {
    this.links = links;
    this.withPrevious = new PairTag(ownKey);
    this.withNext = new PairTag(nextKey);
  }

  /**
   * Turns the triples' third words into shares of the factors' products.
   *
   * @param factors x and y are read
   * @param triples overwritten
   */
  void multiply(Products factors, Products triples, int count) {
    for (int from = 0; from < count; from += CHUNK) {
      multiply(factors, triples, from, Math.min(CHUNK, count - from));
    }
  }

  private void multiply(Products factors, Products triples, int from, int count) {
    reserve(2 * count);
    for (int k = 0, at = from; k < count; k++, at++) {
      mine[k] = factors.xMine[at] ^ triples.xMine[at];
      mine[count + k] = factors.yMine[at] ^ triples.yMine[at];
      down[k] = factors.xNext[at] ^ triples.xNext[at];
      down[count + k] = factors.yNext[at] ^ triples.yNext[at];
    }
    openDifferences(2 * count);
    for (int k = 0, at = from; k < count; k++, at++) {
      long x = mine[k] ^ down[k] ^ third[k];
      long y = mine[count + k] ^ down[count + k] ^ third[count + k];
      triples.zMine[at] ^= (y & triples.xMine[at]) ^ (x & triples.yMine[at]);
      triples.zNext[at] ^= (y & triples.xNext[at]) ^ (x & triples.yNext[at]);
      third[k] = x & y;
    }
    addPublic(triples, from, count);
  }

  /** Each party lacks one share: the next party sends it, the previous one its tag. */
  private void openDifferences(int words) {
    long[] tag = withNext.of(DIFFERENCE, mine, words);
    links.around(tag, theirs, PairTag.WORDS, down, third, words);
    long[] expected = withPrevious.of(DIFFERENCE, third, words);
    if (!Arrays.equals(expected, theirs)) {
      throw new PeersDifferException("the copies of an opened difference differ", links.others());
    }
  }

  /** A public word counts in share 0, which parties 0 and 2 hold. */
  private void addPublic(Products triples, int from, int count) {
    switch (links.party()) {
      case 0 -> xor(third, triples.zMine, from, count);
      case 2 -> xor(third, triples.zNext, from, count);
      default -> {}
    }
  }

  private static void xor(long[] source, long[] target, int from, int count) {
    for (int k = 0; k < count; k++) {
      target[from + k] ^= source[k];
    }
  }

  /**
   * Returns only if the first {@code count} words share zeros. Of a sharing of zero any two shares
   * make the third, so each pair compares the two shares of one party with the third share of the
   * other. One round.
   */
  void requireZero(long[] wordsMine, long[] wordsNext, int count) {
    reserve(count);
    for (int k = 0; k < count; k++) {
      mine[k] = wordsMine[k] ^ wordsNext[k];
    }
    long[] both = withNext.of(ZERO, mine, count);
    long[] next = withPrevious.of(ZERO, wordsNext, count);
    links.exchange(both, next, theirs, others, PairTag.WORDS);
    if (!Arrays.equals(theirs, both) || !Arrays.equals(others, next)) {
      throw new PeersDifferException("a product is wrong", links.others());
    }
  }

  private void reserve(int words) {
    if (mine.length < words) {
      down = new long[words];
      mine = new long[words];
      third = new long[words];
    }
  }
}
