package obscura.settlement.swap.core;

import java.util.Optional;

/**
 * Computes deadlines that keep a swap whole as long as both chains keep their times. The argument,
 * backwards: the first leg is claimed when the claim of the second is final, so its deadline lies
 * behind the second's by that finality, an absence of the venue, and its own inclusion; the second
 * leg is claimed when the preimage is revealed, the preimage revealed when both locks are final.
 * Each change of chains and each reading of a block's time costs the drift of that clock. (The two
 * deadlines are those of T. Nolan's atomic swaps; M. Herlihy, "Atomic cross-chain swaps", 2018.)
 */
public record SafeDeadlines(ChainTimes first, ChainTimes second, Slack slack) {
  /** From the start to the first leg's deadline: nothing shorter is safe. */
  public long shortestSeconds() {
    return first.inclusionSeconds() + first.driftSeconds() - firstLockBy(0);
  }

  /**
   * The deadlines of a swap that starts now and is over, either way, at the timeout; time beyond
   * the shortest goes to locking.
   *
   * @param nowSeconds since 1970
   * @param timeoutSeconds from now to the first leg's deadline
   * @return empty if that is shorter than is safe, or longer than notes may be locked
   */
  public Optional<Deadlines> within(long nowSeconds, long timeoutSeconds) {
    if (timeoutSeconds < shortestSeconds() || timeoutSeconds > slack.longestSeconds()) {
      return Optional.empty();
    }
    long end = nowSeconds + timeoutSeconds;
    long secondReveal = secondRevealBy(end);
    return Optional.of(
        new Deadlines(
            new LegTimes(
                firstLockBy(end),
                secondReveal + first.driftSeconds() + second.driftSeconds(),
                firstClaimBy(end),
                end),
            new LegTimes(
                secondLockBy(end), secondReveal, secondClaimBy(end), secondDeadline(end))));
  }

  private long firstClaimBy(long end) {
    return end - claiming(first);
  }

  private long secondDeadline(long end) {
    return firstClaimBy(end)
        - first.driftSeconds()
        - slack.absenceSeconds()
        - second.finalitySeconds()
        - second.driftSeconds();
  }

  private long secondClaimBy(long end) {
    return secondDeadline(end) - claiming(second);
  }

  private long secondRevealBy(long end) {
    return secondClaimBy(end) - slack.openingSeconds() - slack.absenceSeconds();
  }

  private long secondLockBy(long end) {
    return secondRevealBy(end)
        - slack.absenceSeconds()
        - second.finalitySeconds()
        - 2 * second.driftSeconds();
  }

  private long firstLockBy(long end) {
    return secondLockBy(end)
        - second.driftSeconds()
        - second.inclusionSeconds()
        - slack.absenceSeconds()
        - first.finalitySeconds()
        - first.driftSeconds();
  }

  /**
   * From handing a claim in to the last second before the deadline: it is included, thrown out by a
   * reorganisation, and included again.
   */
  private static long claiming(ChainTimes chain) {
    return 2 * chain.driftSeconds() + chain.inclusionSeconds() + chain.finalitySeconds() + 1;
  }
}
