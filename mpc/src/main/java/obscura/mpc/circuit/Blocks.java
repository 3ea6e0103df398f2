package obscura.mpc.circuit;

/**
 * How a comparison is laid out: blocks of {@code length} bits, all at once, each bit by bit from
 * its lowest (one AND a bit for "less", and one for "equal" where that is needed), then a tree of
 * (less, equal) pairs over the blocks. Long blocks spare ANDs, short ones rounds.
 *
 * @param bits of the numbers
 * @param length of a block; the highest may be shorter
 * @param equal whether it is asked whether the numbers are equal; otherwise the lowest block and
 *     the lowest pair of each layer of the tree need not know
 */
record Blocks(int bits, int length, boolean equal) {
  /** A round is taken to be worth as much as so many words of ANDs. */
  static final int ROUND_WORDS = 1000;

  /** The cheapest for numbers of {@code words} words of lanes. */
  static Blocks cheapest(int bits, int words, boolean equal) {
    Blocks best = new Blocks(bits, 2, equal);
    for (int length = 4; length < 2 * bits; length *= 2) {
      Blocks other = new Blocks(bits, length, equal);
      best = other.cost(words) < best.cost(words) ? other : best;
    }
    return best;
  }

  private long cost(int words) {
    return (long) ands() * words + (long) rounds() * ROUND_WORDS;
  }

  int count() {
    return (bits + length - 1) / length;
  }

  /** Blocks that have a bit at this place. */
  int reaching(int place) {
    return (bits - place + length - 1) / length;
  }

  /** The lowest block that must know whether its bits are equal. */
  int firstEqual() {
    return equal ? 0 : 1;
  }

  int rounds() {
    return Math.min(length, bits) + 32 - Integer.numberOfLeadingZeros(count() - 1);
  }

  /** ANDs for each lane. */
  int ands() {
    int ands = bits;
    for (int place = 1; place < Math.min(length, bits); place++) {
      ands += Math.max(0, reaching(place) - firstEqual());
    }
    for (int blocks = count(); blocks > 1; blocks -= blocks / 2) {
      ands += 2 * (blocks / 2) - firstEqual();
    }
    return ands;
  }
}
