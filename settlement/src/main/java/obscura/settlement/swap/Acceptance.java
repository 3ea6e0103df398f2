package obscura.settlement.swap;

/** What became of a swap handed in. */
public sealed interface Acceptance {
  /** Taken over; on disk. */
  record Accepted() implements Acceptance {}

  /** The trade has its swap already; nothing was changed. */
  record Repeated() implements Acceptance {}

  /** Two chains are needed, and one is not known here, or both are one. */
  record NotTwoChains() implements Acceptance {}

  /**
   * No safe deadlines fit.
   *
   * @param shortest seconds that are safe
   * @param longest seconds that notes may be locked
   */
  record UnsafeTimeout(long shortest, long longest) implements Acceptance {}
}
