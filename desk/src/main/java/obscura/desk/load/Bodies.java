package obscura.desk.load;

import java.time.Instant;
import obscura.domain.Side;

/** The messages that the benchmarks send; quantities and prices as decimals. */
public final class Bodies {
  private Bodies() {}

  /** A dark limit order; time in force as in field 59. */
  public static Body order(
      String id, String symbol, Side side, String quantity, String price, char timeInForce) {
    return Body.of("D")
        .with(11, id)
        .with(21, "1")
        .with(55, symbol)
        .with(54, String.valueOf(side.fix()))
        .with(60, Instant.now())
        .with(38, quantity)
        .with(40, "2")
        .with(44, price)
        .with(59, String.valueOf(timeInForce));
  }

  /** A request for quotes with a window of its own; lifetime and window in milliseconds. */
  public static Body request(
      String id, String symbol, Side side, String quantity, int lifetimeMillis, int windowMillis) {
    Instant now = Instant.now();
    return Body.of("R")
        .with(131, id)
        .with(146, "1")
        .with(55, symbol)
        .with(537, "1")
        .with(54, String.valueOf(side.fix()))
        .with(38, quantity)
        .with(126, now.plusMillis(lifetimeMillis))
        .with(60, now)
        .with(20023, Integer.toString(windowMillis));
  }

  /** A maker's offer for a buyer's request, valid until the given time. */
  public static Body offer(
      String id, String requestId, String symbol, String price, String size, Instant validUntil) {
    return Body.of("S")
        .with(117, id)
        .with(131, requestId)
        .with(537, "1")
        .with(55, symbol)
        .with(133, price)
        .with(135, size)
        .with(62, validUntil)
        .with(60, Instant.now());
  }
}
