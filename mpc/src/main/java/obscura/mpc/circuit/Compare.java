package obscura.mpc.circuit;

import obscura.mpc.share.Bits;

/**
 * Compares unsigned numbers lane by lane: a parallel prefix over (less, equal) pairs, 3n ANDs and 1
 * + log2(n) rounds for n bits; 64 bits take 7 rounds.
 *
 * @param less single row: x &lt; y
 * @param equal single row: x = y
 */
public record Compare(Bits less, Bits equal) {
  /** Compares two matrices of the same shape. */
  public static Compare of(Gates gates, Bits x, Bits y) {
    Bits less = gates.and(gates.not(x), y);
    Bits equal = gates.not(x.xor(y));
    while (less.rows() > 1) {
      int pairs = less.rows() / 2;
      Bits high = alternate(equal, 1, pairs);
      Bits lower = Bits.stack(alternate(less, 0, pairs), alternate(equal, 0, pairs));
      Bits both = gates.and(Bits.stack(high, high), lower);
      Bits nextLess = alternate(less, 1, pairs).xor(both.rows(0, pairs));
      Bits nextEqual = both.rows(pairs, pairs);
      if (less.rows() % 2 == 1) {
        nextLess = Bits.stack(nextLess, less.rows(less.rows() - 1, 1));
        nextEqual = Bits.stack(nextEqual, equal.rows(equal.rows() - 1, 1));
      }
      less = nextLess;
      equal = nextEqual;
    }
    return new Compare(less, equal);
  }

  private static Bits alternate(Bits x, int first, int count) {
    int words = x.words();
    Bits result = new Bits(count, words);
    for (int r = 0; r < count; r++) {
      int from = (2 * r + first) * words;
      System.arraycopy(x.mine(), from, result.mine(), r * words, words);
      System.arraycopy(x.next(), from, result.next(), r * words, words);
    }
    return result;
  }
}
