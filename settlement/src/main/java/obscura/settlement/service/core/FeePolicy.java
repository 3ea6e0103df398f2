package obscura.settlement.service.core;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What is offered for a transaction.
 *
 * @param strategy fast, normal or slow
 * @param capPerGas no settlement is sent at a higher maximum, in wei for each unit of gas
 */
public record FeePolicy(FeeStrategy strategy, BigInteger capPerGas) {
  /** Nodes replace a transaction only for 10 % more of both prices; this is 12.5 %. */
  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** The price of a first transaction; empty while the market is above the cap. */
  public Optional<Fees> first(FeeMarket market) {
    return underCap(wanted(market));
  }

  /** The price of a replacement: the market's, and enough to replace; empty if above the cap. */
  public Optional<Fees> raised(Fees before, FeeMarket market) {
    return underCap(replacing(before, market));
  }

  /** The price of an empty replacement, which is cheap and must get through: it has no cap. */
  public Fees replacing(Fees before, FeeMarket market) {
    Fees wanted = wanted(market);
    return new Fees(
        raise(before.maxPerGas()).max(wanted.maxPerGas()),
        raise(before.tipPerGas()).max(wanted.tipPerGas()));
  }

  private Fees wanted(FeeMarket market) {
    BigInteger tip = market.tip(strategy);
    BigInteger base =
        market
            .nextBaseFee()
            .multiply(BigInteger.valueOf(strategy.baseFeePercent()))
            .divide(HUNDRED);
    return new Fees(base.add(tip), tip);
  }

  private Optional<Fees> underCap(Fees fees) {
    return fees.maxPerGas().compareTo(capPerGas) > 0 ? Optional.empty() : Optional.of(fees);
  }

  private static BigInteger raise(BigInteger price) {
    return price.add(price.divide(EIGHT)).add(BigInteger.ONE);
  }
}
