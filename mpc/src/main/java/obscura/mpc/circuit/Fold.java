package obscura.mpc.circuit;

import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/** ANDs and ORs of many bits, in as many rounds as the logarithm of their number. */
public final class Fold {
  private Fold() {}

  /** The AND of all rows, lane by lane. */
  public static Bits andRows(Gates gates, Bits x) {
    Bits rest = x;
    while (rest.rows() > 1) {
      int half = rest.rows() / 2;
      Bits product = gates.and(rest.rows(0, half), rest.rows(half, half));
      rest = rest.rows() % 2 == 0 ? product : Bits.stack(product, rest.rows(rest.rows() - 1, 1));
    }
    return rest;
  }

  /** The OR of the first {@code lanes} lanes of a single row, in the lowest bit. */
  public static Word anyLane(Gates gates, Bits row, int lanes) {
    return gates.notBit(allLanes(gates, gates.not(row), lanes));
  }

  /** The AND of the first {@code lanes} lanes of a single row, in the lowest bit. */
  public static Word allLanes(Gates gates, Bits row, int lanes) {
    Bits rest = padWithOnes(gates, row, lanes);
    while (rest.words() > 1) {
      int half = rest.words() / 2;
      Bits product = gates.and(rest.columns(0, half), rest.columns(half, half));
      rest =
          rest.words() % 2 == 0 ? product : Bits.beside(product, rest.columns(rest.words() - 1, 1));
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
    int words = Bits.wordsFor(lanes);
    Bits padded = new Bits(1, words);
    gates.flip(padded, 0, 1);
    padded.copyLanes(row, 0, 0, lanes);
    return padded;
  }
}
