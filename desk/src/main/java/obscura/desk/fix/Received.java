package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalInt;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;

/** What a client has received, one type for each message of the venue (rules of engagement 3-6). */
public sealed interface Received {
  /** The message as it arrived. */
  Wire wire();

  /** A message that carries Text(58). */
  sealed interface Explained extends Received {
    @Nullable String text();

    /** The VenueCode that leads the text, as in {@code 407 duplicate ClOrdID}. */
    default OptionalInt venueCode() {
      return Texts.leadingNumber(text());
    }
  }

  /** ExecutionReport(8). Quantities in units of the base token, prices in the quote token. */
  record Execution(
      Wire wire,
      String orderId,
      String execId,
      String clOrdId,
      @Nullable String origClOrdId,
      char execType,
      char ordStatus,
      String symbol,
      Side side,
      BigDecimal leavesQty,
      BigDecimal cumQty,
      BigDecimal avgPx,
      @Nullable BigDecimal lastQty,
      @Nullable BigDecimal lastPx,
      @Nullable String matchId,
      @Nullable String text)
      implements Explained {
    public boolean isNew() {
      return execType == '0';
    }

    public boolean isFill() {
      return execType == 'F';
    }

    public boolean isRefused() {
      return execType == '8';
    }

    public boolean isCancelled() {
      return execType == '4';
    }

    public boolean isExpired() {
      return execType == 'C';
    }

    public boolean isReplaced() {
      return execType == '5';
    }

    public boolean isStatus() {
      return execType == 'I';
    }

    public boolean concerns(String id) {
      return clOrdId.equals(id);
    }
  }

  /** Quote(S) from the venue: the best of all, firm until {@code validUntil}. */
  record QuoteOffer(
      Wire wire,
      String quoteId,
      String requestId,
      String symbol,
      @Nullable BigDecimal bidPx,
      @Nullable BigDecimal offerPx,
      @Nullable BigDecimal bidSize,
      @Nullable BigDecimal offerSize,
      @Nullable Instant validUntil)
      implements Received {
    /** What the taker pays or gets: the offer for a buyer, the bid for a seller. */
    public @Nullable BigDecimal price(Side takerSide) {
      return takerSide == Side.BUY ? offerPx : bidPx;
    }

    /** The size on the taker's side. */
    public @Nullable BigDecimal size(Side takerSide) {
      return takerSide == Side.BUY ? offerSize : bidSize;
    }
  }

  /** QuoteRequest(R) as a maker sees it; no side means two-way. */
  record Request(
      Wire wire,
      String requestId,
      String symbol,
      @Nullable Side side,
      @Nullable BigDecimal quantity,
      @Nullable Instant quotesMustLastUntil,
      @Nullable Instant expiresAt)
      implements Received {}

  /** QuoteRequestReject(AG). */
  record RequestRefused(Wire wire, String requestId, int reason, @Nullable String text)
      implements Explained {}

  /** QuoteStatusReport(AI): 0 accepted, 4 cancelled, 5 rejected, 6 removed, 7 expired, 10 open. */
  record QuoteStatus(
      Wire wire, String quoteId, @Nullable String requestId, int status, @Nullable String text)
      implements Explained {}

  /** QuoteResponse(AJ) to a maker: 3 expired, 5 done away. */
  record QuoteOutcome(Wire wire, String quoteId, int type) implements Received {
    public boolean isDoneAway() {
      return type == 5;
    }
  }

  /** TradeCaptureReport(AE): one state of a trade's settlement. */
  record TradeReport(
      Wire wire,
      String reportId,
      @Nullable String matchId,
      @Nullable String execId,
      String symbol,
      BigDecimal lastQty,
      BigDecimal lastPx,
      @Nullable String text)
      implements Explained {}

  /** OrderCancelReject(9). */
  record CancelRefused(
      Wire wire, String clOrdId, String origClOrdId, char ordStatus, @Nullable String text)
      implements Explained {}

  /** OrderMassCancelReport(r). */
  record MassCancelled(Wire wire, String clOrdId, char response, @Nullable String text)
      implements Explained {}

  /**
   * Reject(3) or BusinessMessageReject(j): the message of type {@code refMsgType} did not count.
   */
  record Rejected(Wire wire, int refSeqNum, String refMsgType, int reason, @Nullable String text)
      implements Explained {}

  /** Logout(5) from the venue. */
  record LoggedOut(Wire wire, @Nullable String text) implements Explained {}

  /** Everything else: news, security lists, session states, logons. */
  record Other(Wire wire) implements Received {}
}
