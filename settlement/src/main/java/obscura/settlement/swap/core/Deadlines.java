package obscura.settlement.swap.core;

/** The times of both legs. */
public record Deadlines(LegTimes first, LegTimes second) {
  /**
   * Checks that the second is due first.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Deadlines {
    if (second.deadline() >= first.claimBy()) {
      throw new IllegalArgumentException("the second leg is due while the first can be claimed");
    }
  }

  /** Those of one leg. */
  public LegTimes of(Side side) {
    return side == Side.FIRST ? first : second;
  }
}
