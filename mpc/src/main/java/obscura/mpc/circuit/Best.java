package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;

/**
 * Finds the lane with the lowest key; of equal keys the lowest lane. A tournament of groups: in a
 * group every pair is compared at once. Groups of two spare comparisons while there are many lanes,
 * larger ones spare rounds when there are few. What wins is never opened here.
 *
 * <p>A layer cuts the lanes into blocks; lanes at the same place of all blocks are a group. So the
 * number of the winning block is the upper part of the winner's lane: among the winners of a layer,
 * of equal keys, it decides first, and the place decides last.
 *
 * @param lane single row, one-hot: the winner's bit is set, and none beyond the lanes in use
 * @param index the winner's lane number
 */
public record Best(Bits lane, Word index) {
  /** So many lanes or fewer are one group. */
  private static final int LAST_GROUP = 64;

  /** The lanes of a word whose number has bit 0 set, bit 1 set, and so on. */
  private static final long[] LOW_BITS = {
    0xAAAAAAAAAAAAAAAAL,
    0xCCCCCCCCCCCCCCCCL,
    0xF0F0F0F0F0F0F0F0L,
    0xFF00FF00FF00FF00L,
    0xFFFF0000FFFF0000L,
    0xFFFFFFFF00000000L
  };

  private static final int LANES_IN_EIGHTS = 640;
  private static final int LANES_IN_FOURS = 1_280;

  /**
   * The best of the first {@code lanes} lanes (at least one).
   *
   * @param keys unsigned, the lowest wins
   */
  public static Best of(Gates gates, Bits keys, int lanes) {
    Bits lane = gates.scratch().take(1, keys.words()).clear();
    lane.copyLanes(winner(gates, keys, lanes), 0, 0, lanes);
    return new Best(lane, indexOf(lane, lanes));
  }

  /** How many bits number this many lanes. */
  public static int indexBits(int lanes) {
    return lanes <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(lanes - 1);
  }

  private static int groupSize(int lanes) {
    if (lanes <= LAST_GROUP) {
      return lanes;
    }
    return lanes <= LANES_IN_EIGHTS ? 8 : lanes <= LANES_IN_FOURS ? 4 : 2;
  }

  /** The winner's lane, one-hot. */
  private static Bits winner(Gates gates, Bits keys, int lanes) {
    int wanted = (lanes + groupSize(lanes) - 1) / groupSize(lanes);
    int length = wanted > 64 ? Bits.wordsFor(wanted) * 64 : wanted;
    int blocks = (lanes + length - 1) / length;
    Bits padded = pad(gates, keys, lanes, blocks * length);
    Bits won = winners(gates, padded, blocks, length);
    if (length == 1) {
      return won;
    }
    Bits place = winner(gates, keysOfWinners(gates, padded, won, blocks, length), length);
    Bits everywhere = gates.scratch().take(1, won.words()).clear();
    for (int block = 0; block < blocks; block++) {
      everywhere.copyLanes(place, 0, block * length, length);
    }
    gates.and(won, everywhere, everywhere);
    return everywhere;
  }

  /** For each place in a block, one-hot over the blocks: whose key is the lowest. */
  private static Bits winners(Gates gates, Bits keys, int blocks, int length) {
    Scratch scratch = gates.scratch();
    if (blocks == 1) {
      Bits only = scratch.take(1, 1).clear();
      gates.flip(only, 0, 0, 1);
      return only;
    }
    int words = Bits.wordsFor(blocks * (blocks - 1) / 2 * length);
    Bits later = scratch.take(keys.rows(), words).clear();
    Bits earlier = scratch.take(keys.rows(), words).clear();
    for (Pairs pairs : Pairs.of(blocks, length)) {
      later.copyLanes(keys, pairs.shift(), pairs.at(), pairs.ahead());
      earlier.copyLanes(keys, 0, pairs.at(), pairs.ahead());
      later.copyLanes(keys, pairs.ahead(), pairs.at() + pairs.ahead(), pairs.behind());
      earlier.copyLanes(keys, 0, pairs.at() + pairs.ahead(), pairs.behind());
    }
    Bits laterWins = Compare.less(gates, later, earlier);
    return Fold.andRows(gates, victories(gates, laterWins, blocks, length));
  }

  /**
   * Which pairs of lanes are compared together: each lane with the one {@code shift} lanes further,
   * beginning again at the first lane after the last.
   *
   * @param at where these pairs begin among all pairs
   * @param ahead how many lanes meet a later one
   * @param behind how many lanes, after those, meet an earlier one, from lane 0 on
   */
  private record Pairs(int shift, int at, int ahead, int behind) {
    static List<Pairs> of(int blocks, int length) {
      List<Pairs> all = new ArrayList<>();
      int at = 0;
      for (int distance = 1; 2 * distance <= blocks; distance++) {
        int ahead = (blocks - distance) * length;
        int behind = 2 * distance == blocks ? 0 : distance * length;
        all.add(new Pairs(distance * length, at, ahead, behind));
        at += ahead + behind;
      }
      return all;
    }
  }

  /** Row t: whether a lane beats its t-th opponent. */
  private static Bits victories(Gates gates, Bits laterWins, int blocks, int length) {
    Bits earlierWins = gates.not(laterWins);
    Bits result = gates.scratch().take(blocks - 1, Bits.wordsFor(blocks * length)).clear();
    int row = 0;
    for (Pairs pairs : Pairs.of(blocks, length)) {
      int opposite = blocks - 2 - row;
      int wrapped = pairs.at() + pairs.ahead();
      result.copyLanes(earlierWins, 0, pairs.at(), row, 0, pairs.ahead());
      result.copyLanes(laterWins, 0, pairs.at(), opposite, pairs.shift(), pairs.ahead());
      result.copyLanes(laterWins, 0, wrapped, row, pairs.ahead(), pairs.behind());
      result.copyLanes(earlierWins, 0, wrapped, opposite, 0, pairs.behind());
      row++;
    }
    return result;
  }

  /** For each place the winning block's number below the winning key. */
  private static Bits keysOfWinners(Gates gates, Bits keys, Bits won, int blocks, int length) {
    Scratch scratch = gates.scratch();
    int numberBits = indexBits(blocks);
    int rows = keys.rows();
    int words = Bits.wordsFor(length);
    Bits result = scratch.take(numberBits + rows, words).clear();
    Bits first = scratch.take(rows, words).clear();
    first.copyLanes(keys, 0, 0, length);
    int count = (blocks - 1) * length;
    Bits others = scratch.take(1, Bits.wordsFor(count)).clear();
    others.copyLanes(won, length, 0, count);
    Bits differing = scratch.take(rows, others.words()).clear();
    Bits block = scratch.take(rows, words).clear();
    for (int b = 1; b < blocks; b++) {
      block.copyLanes(keys, b * length, 0, length);
      differing.copyLanes(block.add(first), 0, (b - 1) * length, length);
      addNumber(result, won, b, length);
    }
    Bits change = gates.pickBlocks(others, differing, blocks - 1, length);
    result.rows(numberBits, rows).set(first).add(change);
    return result;
  }

  /** Where a block won, its number. */
  private static void addNumber(Bits numbers, Bits won, int block, int length) {
    for (int bit = 0; block >>> bit != 0; bit++) {
      if ((block >>> bit & 1) == 1) {
        numbers.xorLanes(won, 0, block * length, bit, 0, length);
      }
    }
  }

  /** Lanes beyond those in use get the highest key. */
  private static Bits pad(Gates gates, Bits keys, int used, int lanes) {
    Bits result = gates.scratch().take(keys.rows(), Bits.wordsFor(lanes)).clear();
    gates.flip(result, 0, keys.rows());
    result.copyLanes(keys, 0, 0, used);
    return result;
  }

  private static Word indexOf(Bits lane, int lanes) {
    Word index = Word.ZERO;
    for (int bit = 0; bit < indexBits(lanes); bit++) {
      Word odd =
          new Word(lanesWithBit(bit, lane.mine(), lane), lanesWithBit(bit, lane.next(), lane));
      index = index.xor(odd.parity().shiftLeft(bit));
    }
    return index;
  }

  /** The XOR of those words' bits whose lane number has a bit set. */
  private static long lanesWithBit(int bit, long[] shares, Bits lane) {
    long odd = 0;
    for (int word = 0, at = lane.at(0); word < lane.words(); word++) {
      odd ^= shares[at + word] & lanesWithBit(bit, word);
    }
    return odd;
  }

  private static long lanesWithBit(int bit, int word) {
    if (bit >= 6) {
      return -(long) (word >>> (bit - 6) & 1);
    }
    return LOW_BITS[bit];
  }
}
