package obscura.settlement.service.core;

import java.math.BigDecimal;
import obscura.domain.FirmId;

/**
 * What a maker gets besides the trade, as one more output of the same batch. A rebate is a fee that
 * the venue's own firm pays.
 *
 * @param payer who pays
 * @param maker who gets it, at a one-time address
 * @param token of the chain
 * @param amount above 0, in tokens
 */
public record MakerFee(FirmId payer, FirmId maker, String token, BigDecimal amount) {
  /**
   * Checks the amount; the message does not name it.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public MakerFee {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("a fee is above 0");
    }
    amount = amount.stripTrailingZeros();
  }

  /** Shows no amount. */
  @Override
  public String toString() {
    return token + " from " + payer + " to " + maker;
  }
}
