package obscura.settlement.swap.core;

/**
 * The times of one leg, in seconds since 1970 by the clock of its chain.
 *
 * @param lockBy after this second a batch with its lock is refused by the vault
 * @param revealBy later the preimage is not revealed any more
 * @param claimBy until then a claim handed in is sure to be in time
 * @param deadline of the lock: before it a claim counts, from it on a refund
 */
public record LegTimes(long lockBy, long revealBy, long claimBy, long deadline) {
  /**
   * Checks their order.
   *
   * @throws IllegalArgumentException if they do not follow one another
   */
  public LegTimes {
    if (lockBy < 0 || revealBy < lockBy || claimBy < revealBy || deadline <= claimBy) {
      throw new IllegalArgumentException("a leg is locked, revealed, claimed, and only then due");
    }
  }
}
