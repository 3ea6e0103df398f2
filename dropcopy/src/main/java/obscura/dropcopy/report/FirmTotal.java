package obscura.dropcopy.report;

import java.math.BigDecimal;

/**
 * What a firm traded of one symbol in a day.
 *
 * @param sides trade sides
 * @param bought base tokens
 * @param sold base tokens
 * @param notional quote tokens, both directions together
 */
public record FirmTotal(
    String firm,
    String symbol,
    long sides,
    BigDecimal bought,
    BigDecimal sold,
    BigDecimal notional) {
  static FirmTotal none(String firm, String symbol) {
    return new FirmTotal(firm, symbol, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  FirmTotal plus(TradeValues values) {
    boolean buys = values.side().equals("BUY");
    BigDecimal quantity = values.quantity();
    return new FirmTotal(
        firm,
        symbol,
        sides + 1,
        buys ? bought.add(quantity) : bought,
        buys ? sold : sold.add(quantity),
        notional.add(values.notional()));
  }

  /** Shows no amounts. */
  @Override
  public String toString() {
    return firm + " " + symbol;
  }
}
