package obscura.settlement.swap.core;

/**
 * What one chain is relied on for, in seconds. If it is slower than this while a claim is under
 * way, nothing but luck keeps a swap whole; so these are bounds for bad days, not averages.
 *
 * @param inclusionSeconds within which what is handed in stands in a block, repetition and other
 *     prices included
 * @param finalitySeconds after which a block stays; what a reorganisation throws out is back by
 *     then
 * @param driftSeconds by which the time of the newest block differs from true time at most
 */
public record ChainTimes(long inclusionSeconds, long finalitySeconds, long driftSeconds) {
  /**
   * Checks signs.
   *
   * @throws IllegalArgumentException if inclusion is not above 0, or another is negative
   */
  public ChainTimes {
    if (inclusionSeconds <= 0 || finalitySeconds < 0 || driftSeconds < 0) {
      throw new IllegalArgumentException("inclusion is above 0, finality and drift not below it");
    }
  }
}
