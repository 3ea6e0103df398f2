package obscura.mpc.circuit;

import obscura.mpc.share.Bits;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;

/** ANDs and ORs of many bits, in as many rounds as the logarithm of their number. */
public final class Fold {
  private Fold() {}

  /** The AND of all rows (at least one), lane by lane. */
  public static Bits andRows(Gates gates, Bits x) {
    Scratch scratch = gates.scratch();
    Bits result = scratch.take(1, x.words());
    int mark = scratch.mark();
    Bits rest = scratch.take(x.rows(), x.words()).set(x);
    for (int rows = x.rows(); rows > 1; rows -= rows / 2) {
      int half = rows / 2;
      Bits low = rest.rows(0, half);
      gates.and(low, rest.rows(rows - half, half), low);
    }
    result.set(0, rest, 0);
    scratch.release(mark);
    return result;
  }

  /** The OR of the first {@code lanes} lanes of a single row, in the lowest bit. */
  public static Word anyLane(Gates gates, Bits row, int lanes) {
    return gates.notBit(allLanes(gates, gates.not(row), lanes));
  }

  /** The AND of the first {@code lanes} lanes of a single row, in the lowest bit. */
  public static Word allLanes(Gates gates, Bits row, int lanes) {
    Bits rest = padWithOnes(gates, row, lanes);
    for (int words = rest.words(); words > 1; words -= words / 2) {
      int half = words / 2;
      Bits low = rest.columns(0, half);
      gates.and(low, rest.columns(words - half, half), low);
    }
    Word word = rest.word(0, 0);
    for (int width = lanes > 32 ? 32 : Integer.highestOneBit(Math.max(lanes - 1, 0));
        width > 0;
        width /= 2) {
      word = gates.and(word, word.shiftRight(width));
    }
    return word.mask(1);
  }

  private static Bits padWithOnes(Gates gates, Bits row, int lanes) {
    Bits padded = gates.scratch().take(1, Bits.wordsFor(lanes)).clear();
    gates.flip(padded, 0, 1);
    padded.copyLanes(row, 0, 0, lanes);
    return padded;
  }
}
