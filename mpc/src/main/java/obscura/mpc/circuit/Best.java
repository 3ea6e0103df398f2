package obscura.mpc.circuit;

import java.util.Arrays;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Finds the lane with the lowest key; of equal keys the lowest lane. A tournament of groups: in a
 * group every pair is compared at once, so that a group of eight costs one comparison and three
 * rounds more. What wins is never opened here.
 *
 * @param lane single row, one-hot: the winner's bit is set, and none beyond the lanes in use
 * @param index the winner's lane number
 */
public record Best(Bits lane, Word index) {
  private static final int GROUP = 8;
  private static final int LAST_GROUP = 16;

  /**
   * The best of the first {@code lanes} lanes (at least one).
   *
   * @param keys unsigned, the lowest wins
   */
  public static Best of(Gates gates, Bits keys, int lanes) {
    if (lanes <= LAST_GROUP) {
      Bits row = winners(gates, keys, lanes, 1);
      return new Best(row, indexOf(row, lanes));
    }
    int indexBits = indexBits(lanes);
    Bits rest = Bits.stack(laneNumbers(gates, indexBits, keys.words()), keys);
    int left = lanes;
    while (left > 1) {
      int blocks = left <= LAST_GROUP ? left : GROUP;
      int length = blockLength(left, blocks);
      Bits padded = pad(gates, rest, left, blocks * length);
      rest = gates.pickBlocks(winners(gates, padded, blocks, length), padded, blocks, length);
      left = length;
    }
    Word index = rest.lane(0, 0, indexBits);
    Bits row = oneHot(gates, index, indexBits, keys.words());
    return new Best(row.maskLanes(used(lanes, keys.words())), index);
  }

  private static long[] used(int lanes, int words) {
    long[] mask = new long[words];
    Arrays.fill(mask, -1);
    if ((lanes & 63) != 0) {
      mask[lanes >>> 6] = (1L << lanes) - 1;
    }
    return mask;
  }

  /** How many bits number this many lanes. */
  public static int indexBits(int lanes) {
    return lanes <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(lanes - 1);
  }

  private static int blockLength(int lanes, int blocks) {
    int length = (lanes + blocks - 1) / blocks;
    return length > 64 ? Bits.wordsFor(length) * 64 : length;
  }

  /** For each place in a block, one-hot over the blocks: whose key is the lowest. */
  private static Bits winners(Gates gates, Bits keys, int blocks, int length) {
    if (blocks == 1) {
      Bits only = new Bits(1, 1);
      gates.flip(only, 0, 0, 1);
      return only;
    }
    int pairs = blocks * (blocks - 1) / 2;
    Bits later = new Bits(keys.rows(), Bits.wordsFor(pairs * length));
    Bits earlier = new Bits(keys.rows(), Bits.wordsFor(pairs * length));
    int at = 0;
    for (int c = 0; c < blocks; c++) {
      for (int d = c + 1; d < blocks; d++, at += length) {
        later.copyLanes(keys, d * length, at, length);
        earlier.copyLanes(keys, c * length, at, length);
      }
    }
    Bits laterWins = Compare.of(gates, later, earlier).less();
    return Fold.andRows(gates, victories(gates, laterWins, blocks, length));
  }

  /** Row t, block c: c beats its t-th opponent. */
  private static Bits victories(Gates gates, Bits laterWins, int blocks, int length) {
    Bits earlierWins = gates.not(laterWins);
    Bits result = new Bits(blocks - 1, Bits.wordsFor(blocks * length));
    int at = 0;
    for (int c = 0; c < blocks; c++) {
      for (int d = c + 1; d < blocks; d++, at += length) {
        result.copyLanes(earlierWins, 0, at, d - 1, c * length, length);
        result.copyLanes(laterWins, 0, at, c, d * length, length);
      }
    }
    return result;
  }

  /** Lanes beyond those in use get the highest key. */
  private static Bits pad(Gates gates, Bits keys, int used, int lanes) {
    Bits result = new Bits(keys.rows(), Bits.wordsFor(lanes));
    gates.flip(result, 0, keys.rows());
    result.copyLanes(keys, 0, 0, used);
    return result;
  }

  private static Bits laneNumbers(Gates gates, int bits, int words) {
    Bits result = new Bits(bits, words);
    for (int b = 0; b < bits; b++) {
      for (int w = 0; w < words; w++) {
        gates.flip(result, b, w, lanesWithBit(b, w));
      }
    }
    return result;
  }

  private static long lanesWithBit(int bit, int word) {
    if (bit >= 6) {
      return -(long) (word >>> (bit - 6) & 1);
    }
    long pattern = 0;
    for (int lane = 0; lane < 64; lane++) {
      pattern |= (long) (lane >>> bit & 1) << lane;
    }
    return pattern;
  }

  private static Bits oneHot(Gates gates, Word index, int indexBits, int words) {
    Bits same = Bits.broadcast(index, indexBits, words).xor(laneNumbers(gates, indexBits, words));
    return Fold.andRows(gates, gates.not(same));
  }

  private static Word indexOf(Bits lane, int lanes) {
    Word row = lane.word(0, 0);
    Word index = Word.ZERO;
    for (int b = 0; b < indexBits(lanes); b++) {
      index = index.xor(row.mask(lanesWithBit(b, 0)).parity().shiftLeft(b));
    }
    return index;
  }
}
