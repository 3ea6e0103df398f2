package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;

/** Decides about one request; called on the FIX thread of its maker, so it must be quick. */
@FunctionalInterface
public interface QuotingPolicy {
  /** How long beyond the venue's minimum a quote of {@link #at} stays valid. */
  int SLACK_SECONDS = 5;

  Reply onRequest(Received.Request request);

  /** Quotes the whole size at fixed prices, on the side that is asked. */
  static QuotingPolicy at(String bid, String offer) {
    return at(bid, offer, null);
  }

  /**
   * The same, but never more than this size: what is less than asked the venue takes only where
   * several makers may fill a request, or where less will do.
   */
  static QuotingPolicy at(String bid, String offer, @Nullable BigDecimal most) {
    BigDecimal bidPx = new BigDecimal(bid);
    BigDecimal offerPx = new BigDecimal(offer);
    return request -> {
      BigDecimal asked = request.quantity();
      if (asked == null) {
        return new Reply.Pass();
      }
      BigDecimal size = most == null ? asked : asked.min(most);
      Side side = request.side();
      return new Reply.Quote(
          side == Side.BUY ? null : bidPx,
          side == Side.SELL ? null : offerPx,
          size,
          validUntil(request));
    };
  }

  /** Declines every request. */
  static QuotingPolicy pass() {
    return request -> new Reply.Pass();
  }

  /** Never answers. */
  static QuotingPolicy silence() {
    return request -> new Reply.Silence();
  }

  /** The earliest allowed ValidUntilTime(62) with some slack, or a minute from now. */
  static Instant validUntil(Received.Request request) {
    Instant least = request.quotesMustLastUntil();
    return least == null ? Instant.now().plusSeconds(60) : least.plusSeconds(SLACK_SECONDS);
  }
}
