package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import obscura.domain.Side;
import obscura.domain.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * A dark limit order as a trader fills it in.
 *
 * @param clOrdId the client's id, unique for the week; null lets the client choose
 * @param quantity in units of the base token
 * @param price limit in the quote token
 * @param minQty smallest execution, or null
 * @param expireAt for {@link TimeInForce#GOOD_TILL_DATE} only
 */
public record OrderTicket(
    @Nullable String clOrdId,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    TimeInForce timeInForce,
    @Nullable BigDecimal minQty,
    @Nullable Instant expireAt) {

  /** A day order to buy; quantity and price as decimals. */
  public static OrderTicket buy(String symbol, String quantity, String price) {
    return of(symbol, Side.BUY, quantity, price);
  }

  /** A day order to sell; quantity and price as decimals. */
  public static OrderTicket sell(String symbol, String quantity, String price) {
    return of(symbol, Side.SELL, quantity, price);
  }

  /** A day order. */
  public static OrderTicket of(String symbol, Side side, String quantity, String price) {
    return new OrderTicket(
        null,
        symbol,
        side,
        new BigDecimal(quantity),
        new BigDecimal(price),
        TimeInForce.DAY,
        null,
        null);
  }

  public OrderTicket withId(String id) {
    return new OrderTicket(id, symbol, side, quantity, price, timeInForce, minQty, expireAt);
  }

  public OrderTicket with(TimeInForce other) {
    return new OrderTicket(clOrdId, symbol, side, quantity, price, other, minQty, expireAt);
  }

  public OrderTicket withMinQty(String smallest) {
    return new OrderTicket(
        clOrdId, symbol, side, quantity, price, timeInForce, new BigDecimal(smallest), expireAt);
  }

  public OrderTicket goodTill(Instant end) {
    return new OrderTicket(
        clOrdId, symbol, side, quantity, price, TimeInForce.GOOD_TILL_DATE, minQty, end);
  }

  OrderTicket changedTo(BigDecimal newQuantity, BigDecimal newPrice) {
    return new OrderTicket(
        clOrdId, symbol, side, newQuantity, newPrice, timeInForce, minQty, expireAt);
  }
}
