package obscura.mpc.measure;

import java.util.SplittableRandom;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Shares of made-up values that each party computes for itself from the same seed: in a measurement
 * nothing is secret. One thread.
 */
final class Samples {
  private final int party;
  private final SplittableRandom values;
  private final SplittableRandom masks;

  Samples(int party, long seed) {
    this.party = party;
    this.values = new SplittableRandom(seed);
    this.masks = values.split();
  }

  /** Random bits. */
  Bits random(int rows, int lanes) {
    long[] matrix = new long[rows * Bits.wordsFor(lanes)];
    for (int k = 0; k < matrix.length; k++) {
      matrix[k] = values.nextLong();
    }
    return share(matrix, rows);
  }

  /** Numbers below {@code bound} in the low rows. */
  Bits below(int bound, int rows, int lanes) {
    int words = Bits.wordsFor(lanes);
    long[] matrix = new long[rows * words];
    for (int lane = 0; lane < lanes; lane++) {
      int value = values.nextInt(bound);
      for (int r = 0; value >>> r != 0; r++) {
        matrix[r * words + (lane >>> 6)] |= (long) (value >>> r & 1) << lane;
      }
    }
    return share(matrix, rows);
  }

  Word word(long value) {
    return share(new long[] {value}, 1).word(0, 0);
  }

  private Bits share(long[] matrix, int rows) {
    long[][] x = new long[3][matrix.length];
    for (int k = 0; k < matrix.length; k++) {
      x[1][k] = masks.nextLong();
      x[2][k] = masks.nextLong();
      x[0][k] = matrix[k] ^ x[1][k] ^ x[2][k];
    }
    return new Bits(rows, matrix.length / rows, x[party], x[(party + 1) % 3]);
  }
}
