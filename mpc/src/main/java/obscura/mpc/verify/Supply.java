package obscura.mpc.verify;

/**
 * How many triples are made at once and kept. The statistical security rests on the size of a
 * batch: a batch with a wrong triple passes with probability at most 1 / (n (n + 3)), where n is
 * its number of triples ({@code docs/mpc-security.md}).
 *
 * @param batch verified triples (words of 64) that one batch gives
 * @param stock none are made in idle time beyond this many; 0: only when a job lacks them
 */
public record Supply(int batch, long stock) {
  /** The smallest batch with 40 bits of statistical security. */
  public static final int SMALLEST_BATCH = 1 << 20;

  private static final int LARGEST_BATCH = 1 << 24;

  /** One batch at a time, up to four in stock: 32 MB at each party. */
  public static final Supply USUAL = of(SMALLEST_BATCH, 4L * SMALLEST_BATCH);

  /**
   * A supply that may be used in earnest.
   *
   * @throws IllegalArgumentException if the batch is too small to be secure
   */
  public static Supply of(int batch, long stock) {
    if (batch < SMALLEST_BATCH || batch > LARGEST_BATCH || stock < 0) {
      throw new IllegalArgumentException(
          "batches of " + batch + " triples; allowed: " + SMALLEST_BATCH + " to " + LARGEST_BATCH);
    }
    return new Supply(batch, stock);
  }

  /**
   * Bits of statistical security: a batch in which anything is wrong passes with probability at
   * most two to the minus so many.
   */
  public double securityBits() {
    return (Math.log(batch) + Math.log(batch + TripleBatch.OPENED)) / Math.log(2);
  }

  /** A supply of small batches, far below 40 bits: for tests, which have no time for more. */
  public static Supply insecureForTests(int batch, long stock) {
    return new Supply(batch, stock);
  }
}
