package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Duration;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * A request for quotes as a trader fills it in.
 *
 * @param requestId the client's id, unique for the week; null lets the client choose
 * @param side null asks two-way
 * @param quantity in units of the base token
 * @param lifetime collection and hold together, 1 s to 300 s
 * @param windowMillis length of the collection, 200 to 10,000; null leaves it to the venue. A stock
 *     dictionary does not know the field; it goes to the venue only
 * @param split whether several makers may fill it together, which needs a side
 */
public record RequestTicket(
    @Nullable String requestId,
    String symbol,
    @Nullable Side side,
    BigDecimal quantity,
    Duration lifetime,
    @Nullable Integer windowMillis,
    boolean split) {

  /** A request that lives 30 s. */
  public static RequestTicket of(String symbol, Side side, String quantity) {
    return new RequestTicket(
        null, symbol, side, new BigDecimal(quantity), Duration.ofSeconds(30), null, false);
  }

  public RequestTicket withId(String id) {
    return new RequestTicket(id, symbol, side, quantity, lifetime, windowMillis, split);
  }

  /** The same, for several makers together. */
  public RequestTicket forSeveral() {
    return new RequestTicket(requestId, symbol, side, quantity, lifetime, windowMillis, true);
  }

  public RequestTicket withWindowMillis(int millis) {
    return new RequestTicket(requestId, symbol, side, quantity, lifetime, millis, split);
  }

  public RequestTicket withLifetime(Duration whole) {
    return new RequestTicket(requestId, symbol, side, quantity, whole, windowMillis, split);
  }
}
