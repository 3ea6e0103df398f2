package obscura.settlement.service.core;

import java.time.Duration;

/**
 * When something happens.
 *
 * @param confirmations blocks that make a settlement final, its own included; above 0
 * @param retryAfter a transaction that is in no block by then is replaced
 * @param retries replacements of a settlement at most
 */
public record Patience(long confirmations, Duration retryAfter, int retries) {
  /** Most replacements (settlement.md 3). */
  public static final int RETRIES_MAX = 5;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Patience {
    if (confirmations < 1 || !retryAfter.isPositive() || retries < 0 || retries > RETRIES_MAX) {
      throw new IllegalArgumentException(
          "at least 1 confirmation, some time, 0 to " + RETRIES_MAX + " retries");
    }
  }
}
