package obscura.settlement.core;

import java.math.BigDecimal;
import obscura.domain.FirmId;
import obscura.domain.TradeId;

/**
 * What a trade moves: base tokens to the buyer, quote tokens to the seller. A firm may trade with
 * itself; it then needs both amounts and keeps both.
 *
 * @param baseAmount above 0, in base tokens
 * @param quoteAmount above 0, in quote tokens
 */
public record TradeInstruction(
    TradeId trade,
    FirmId buyer,
    FirmId seller,
    String baseToken,
    String quoteToken,
    BigDecimal baseAmount,
    BigDecimal quoteAmount) {
  /** Checks tokens and amounts; the message names no amount. */
  public TradeInstruction {
    baseToken = Tokens.checked(baseToken);
    quoteToken = Tokens.checked(quoteToken);
    if (baseToken.equals(quoteToken)) {
      throw new IllegalArgumentException("the two legs of trade " + trade + " move one token");
    }
    baseAmount = Amounts.positive(baseAmount);
    quoteAmount = Amounts.positive(quoteAmount);
  }

  /** What the seller delivers. */
  public Leg baseLeg() {
    return new Leg(seller, buyer, baseToken, baseAmount);
  }

  /** What the buyer pays. */
  public Leg quoteLeg() {
    return new Leg(buyer, seller, quoteToken, quoteAmount);
  }

  /** Shows no amounts. */
  @Override
  public String toString() {
    return "instruction of trade " + trade;
  }
}
