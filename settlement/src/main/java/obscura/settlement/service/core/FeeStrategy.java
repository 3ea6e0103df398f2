package obscura.settlement.service.core;

/** How much is offered: the tip that so many percent of recent gas paid at most, and a reserve. */
public enum FeeStrategy {
  FAST(90, 200),
  NORMAL(50, 150),
  SLOW(10, 115);

  private final int rewardPercentile;
  private final int baseFeePercent;

  FeeStrategy(int rewardPercentile, int baseFeePercent) {
    this.rewardPercentile = rewardPercentile;
    this.baseFeePercent = baseFeePercent;
  }

  /** For {@code eth_feeHistory}: 0 to 100. */
  public int rewardPercentile() {
    return rewardPercentile;
  }

  /** The maximum covers the next base fee so many percent over. */
  public int baseFeePercent() {
    return baseFeePercent;
  }
}
