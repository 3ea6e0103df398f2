package obscura.settlement.service.core;

import java.math.BigInteger;

/**
 * What a transaction offers (EIP-1559), in wei for each unit of gas.
 *
 * @param maxPerGas at most, base fee included
 * @param tipPerGas for who makes the block, at most {@code maxPerGas}
 */
public record Fees(BigInteger maxPerGas, BigInteger tipPerGas) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if one is negative or the tip is above the maximum
   */
  public Fees {
    if (tipPerGas.signum() < 0 || tipPerGas.compareTo(maxPerGas) > 0) {
      throw new IllegalArgumentException("a tip is 0 to the maximum: " + tipPerGas);
    }
  }

  /** What so much gas costs at most, in wei. */
  public BigInteger cost(long gas) {
    return maxPerGas.multiply(BigInteger.valueOf(gas));
  }
}
