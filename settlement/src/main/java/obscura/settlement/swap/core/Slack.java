package obscura.settlement.swap.core;

/**
 * What a swap allows the venue, in seconds.
 *
 * @param absenceSeconds for which the venue may be down at each of its turns
 * @param openingSeconds within which the parties open the preimage
 * @param longestSeconds for which owners' notes may be locked at most
 */
public record Slack(long absenceSeconds, long openingSeconds, long longestSeconds) {
  /**
   * Checks signs.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Slack {
    if (absenceSeconds < 0 || openingSeconds < 0 || longestSeconds < 0) {
      throw new IllegalArgumentException("times are not negative");
    }
  }
}
