package obscura.mpc.api;

/**
 * How often a step is to be executed to measure it: the same at all three.
 *
 * @param times 1 to {@link #TIMES_MAX}
 */
public record Sample(Step step, int times) {
  /** So that a party is never kept busy for long by one question. */
  public static final int TIMES_MAX = 1_000;

  public Sample {
    if (times < 1 || times > TIMES_MAX) {
      throw new IllegalArgumentException(times + " times is not 1 to " + TIMES_MAX);
    }
  }
}
