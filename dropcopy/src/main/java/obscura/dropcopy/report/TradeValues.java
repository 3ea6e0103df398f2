package obscura.dropcopy.report;

import java.math.BigDecimal;
import java.util.SortedMap;
import obscura.dropcopy.record.Attributes;

/**
 * The secret values of a trade side.
 *
 * @param symbol BASE-QUOTE
 * @param side BUY or SELL
 * @param quantity base tokens
 * @param price quote tokens for one base token
 */
public record TradeValues(String symbol, String side, BigDecimal quantity, BigDecimal price) {
  /**
   * Reads the secret values of a FILL.
   *
   * @throws IllegalArgumentException if one is missing or not a number; the message names no value
   */
  static TradeValues of(SortedMap<String, String> secret) {
    return new TradeValues(
        text(secret, Attributes.SYMBOL),
        text(secret, Attributes.SIDE),
        number(secret, Attributes.LAST_QTY),
        number(secret, Attributes.LAST_PX));
  }

  /** Quantity times price, in quote tokens. */
  public BigDecimal notional() {
    return quantity.multiply(price);
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "TradeValues";
  }

  private static String text(SortedMap<String, String> secret, String name) {
    String value = secret.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a fill without " + name);
    }
    return value;
  }

  private static BigDecimal number(SortedMap<String, String> secret, String name) {
    try {
      return new BigDecimal(text(secret, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a fill whose " + name + " is not a number");
    }
  }
}
