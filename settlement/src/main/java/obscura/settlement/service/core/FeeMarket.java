package obscura.settlement.service.core;

import java.math.BigInteger;
import java.util.Map;

/**
 * What blocks cost now, in wei for each unit of gas.
 *
 * @param nextBaseFee of the next block
 * @param tips recent ones, for each strategy
 */
public record FeeMarket(BigInteger nextBaseFee, Map<FeeStrategy, BigInteger> tips) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException if a strategy has no tip
   */
  public FeeMarket {
    tips = Map.copyOf(tips);
    if (tips.size() != FeeStrategy.values().length) {
      throw new IllegalArgumentException("a market names a tip for each strategy");
    }
  }

  BigInteger tip(FeeStrategy strategy) {
    BigInteger tip = tips.get(strategy);
    if (tip == null) {
      throw new IllegalStateException("no tip of " + strategy);
    }
    return tip;
  }
}
