package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import obscura.domain.Side;
import obscura.domain.TimeInForce;
import org.jspecify.annotations.Nullable;
import quickfix.FieldMap;
import quickfix.Message;
import quickfix.field.ClOrdID;
import quickfix.field.ExpireTime;
import quickfix.field.HandlInst;
import quickfix.field.MassCancelRequestType;
import quickfix.field.MassStatusReqID;
import quickfix.field.MassStatusReqType;
import quickfix.field.MinQty;
import quickfix.field.OrdType;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.Price;
import quickfix.field.QuoteCancelType;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteRespID;
import quickfix.field.QuoteRespType;
import quickfix.field.QuoteStatus;
import quickfix.field.QuoteStatusReqID;
import quickfix.field.QuoteType;
import quickfix.field.Symbol;
import quickfix.field.TransactTime;
import quickfix.field.ValidUntilTime;
import quickfix.fix44.NewOrderSingle;
import quickfix.fix44.OrderCancelReplaceRequest;
import quickfix.fix44.OrderCancelRequest;
import quickfix.fix44.OrderMassCancelRequest;
import quickfix.fix44.OrderMassStatusRequest;
import quickfix.fix44.OrderStatusRequest;
import quickfix.fix44.Quote;
import quickfix.fix44.QuoteCancel;
import quickfix.fix44.QuoteRequest;
import quickfix.fix44.QuoteResponse;
import quickfix.fix44.QuoteStatusReport;
import quickfix.fix44.QuoteStatusRequest;

/** The messages that clients send (rules of engagement 3 and 4). Pure: the time is an argument. */
final class Messages {
  private static final int AUCTION_MILLIS = 20023;
  private static final int ALLOW_SPLIT = 20026;
  private static final char PREVIOUSLY_QUOTED = 'D';
  private static final String NO_QUOTE = "NONE";

  private Messages() {}

  static Message order(OrderTicket ticket, String clOrdId, Instant now) {
    NewOrderSingle message = new NewOrderSingle();
    message.setString(ClOrdID.FIELD, clOrdId);
    values(message, ticket, now);
    return message;
  }

  static Message replace(OrderTicket ticket, String clOrdId, String original, Instant now) {
    OrderCancelReplaceRequest message = new OrderCancelReplaceRequest();
    message.setString(ClOrdID.FIELD, clOrdId);
    message.setString(OrigClOrdID.FIELD, original);
    values(message, ticket, now);
    return message;
  }

  private static void values(Message message, OrderTicket ticket, Instant now) {
    message.setChar(HandlInst.FIELD, '1');
    what(message, ticket.symbol(), ticket.side());
    message.setDecimal(OrderQty.FIELD, ticket.quantity());
    message.setChar(OrdType.FIELD, OrdType.LIMIT);
    message.setDecimal(Price.FIELD, ticket.price());
    message.setChar(quickfix.field.TimeInForce.FIELD, ticket.timeInForce().fix());
    decimal(message, MinQty.FIELD, ticket.minQty());
    if (ticket.expireAt() != null) {
      message.setUtcTimeStamp(ExpireTime.FIELD, utc(ticket.expireAt()), true);
    }
    at(message, now);
  }

  static Message accept(
      Received.QuoteOffer quote,
      Side side,
      BigDecimal size,
      BigDecimal price,
      String clOrdId,
      Instant now) {
    NewOrderSingle message = new NewOrderSingle();
    message.setString(ClOrdID.FIELD, clOrdId);
    message.setString(QuoteID.FIELD, quote.quoteId());
    what(message, quote.symbol(), side);
    message.setDecimal(OrderQty.FIELD, size);
    message.setChar(OrdType.FIELD, PREVIOUSLY_QUOTED);
    message.setDecimal(Price.FIELD, price);
    message.setChar(quickfix.field.TimeInForce.FIELD, TimeInForce.FILL_OR_KILL.fix());
    at(message, now);
    return message;
  }

  static Message cancel(OrderTicket ticket, String clOrdId, String original, Instant now) {
    OrderCancelRequest message = new OrderCancelRequest();
    message.setString(ClOrdID.FIELD, clOrdId);
    message.setString(OrigClOrdID.FIELD, original);
    what(message, ticket.symbol(), ticket.side());
    message.setDecimal(OrderQty.FIELD, ticket.quantity());
    at(message, now);
    return message;
  }

  static Message status(OrderTicket ticket, String clOrdId) {
    OrderStatusRequest message = new OrderStatusRequest();
    message.setString(ClOrdID.FIELD, clOrdId);
    what(message, ticket.symbol(), ticket.side());
    return message;
  }

  static Message massStatus(String id) {
    OrderMassStatusRequest message = new OrderMassStatusRequest();
    message.setString(MassStatusReqID.FIELD, id);
    message.setInt(MassStatusReqType.FIELD, MassStatusReqType.STATUS_FOR_ALL_ORDERS);
    return message;
  }

  static Message massCancel(String clOrdId, Instant now) {
    OrderMassCancelRequest message = new OrderMassCancelRequest();
    message.setString(ClOrdID.FIELD, clOrdId);
    message.setChar(MassCancelRequestType.FIELD, MassCancelRequestType.CANCEL_ALL_ORDERS);
    at(message, now);
    return message;
  }

  static Message request(RequestTicket ticket, String id, Instant now) {
    QuoteRequest message = new QuoteRequest();
    message.setString(QuoteReqID.FIELD, id);
    QuoteRequest.NoRelatedSym instrument = new QuoteRequest.NoRelatedSym();
    instrument.setString(Symbol.FIELD, ticket.symbol());
    instrument.setInt(QuoteType.FIELD, QuoteType.TRADEABLE);
    if (ticket.side() != null) {
      instrument.setChar(quickfix.field.Side.FIELD, ticket.side().fix());
    }
    instrument.setDecimal(OrderQty.FIELD, ticket.quantity());
    instrument.setUtcTimeStamp(ExpireTime.FIELD, utc(now.plus(ticket.lifetime())), true);
    at(instrument, now);
    message.addGroup(instrument);
    if (ticket.windowMillis() != null) {
      message.setInt(AUCTION_MILLIS, ticket.windowMillis());
    }
    if (ticket.split()) {
      message.setBoolean(ALLOW_SPLIT, true);
    }
    return message;
  }

  static Message cancelRequest(String requestId) {
    QuoteCancel message = new QuoteCancel();
    message.setString(QuoteReqID.FIELD, requestId);
    message.setString(QuoteID.FIELD, "*");
    message.setInt(QuoteCancelType.FIELD, QuoteCancelType.CANCEL_ALL_QUOTES);
    return message;
  }

  static Message requestStatus(String requestId, String symbol) {
    QuoteStatusRequest message = new QuoteStatusRequest();
    message.setString(QuoteStatusReqID.FIELD, requestId);
    message.setString(Symbol.FIELD, symbol);
    return message;
  }

  static Message pass(Received.QuoteOffer quote, String id, Instant now) {
    QuoteResponse message = new QuoteResponse();
    message.setString(QuoteRespID.FIELD, id);
    message.setString(QuoteID.FIELD, quote.quoteId());
    message.setInt(QuoteRespType.FIELD, QuoteRespType.PASS);
    message.setString(Symbol.FIELD, quote.symbol());
    at(message, now);
    return message;
  }

  static Message quote(Received.Request request, Reply.Quote reply, String id, Instant now) {
    Quote message = new Quote();
    message.setString(QuoteID.FIELD, id);
    message.setString(QuoteReqID.FIELD, request.requestId());
    message.setInt(QuoteType.FIELD, QuoteType.TRADEABLE);
    message.setString(Symbol.FIELD, request.symbol());
    decimal(message, quickfix.field.BidPx.FIELD, reply.bid());
    decimal(message, quickfix.field.BidSize.FIELD, reply.bid() == null ? null : reply.size());
    decimal(message, quickfix.field.OfferPx.FIELD, reply.offer());
    decimal(message, quickfix.field.OfferSize.FIELD, reply.offer() == null ? null : reply.size());
    message.setUtcTimeStamp(ValidUntilTime.FIELD, utc(reply.validUntil()), true);
    at(message, now);
    return message;
  }

  static Message decline(Received.Request request, Instant now) {
    QuoteStatusReport message = new QuoteStatusReport();
    message.setString(QuoteID.FIELD, NO_QUOTE);
    message.setString(QuoteReqID.FIELD, request.requestId());
    message.setString(Symbol.FIELD, request.symbol());
    message.setInt(QuoteStatus.FIELD, QuoteStatus.PASS);
    at(message, now);
    return message;
  }

  static Message withdraw(String quoteId, String symbol) {
    QuoteCancel message = new QuoteCancel();
    message.setString(QuoteID.FIELD, quoteId);
    message.setInt(QuoteCancelType.FIELD, QuoteCancelType.CANCEL_FOR_ONE_OR_MORE_SECURITIES);
    QuoteCancel.NoQuoteEntries entry = new QuoteCancel.NoQuoteEntries();
    entry.setString(Symbol.FIELD, symbol);
    message.addGroup(entry);
    return message;
  }

  private static void what(FieldMap message, String symbol, Side side) {
    message.setString(Symbol.FIELD, symbol);
    message.setChar(quickfix.field.Side.FIELD, side.fix());
  }

  private static void at(FieldMap message, Instant now) {
    message.setUtcTimeStamp(TransactTime.FIELD, utc(now), true);
  }

  private static void decimal(FieldMap message, int tag, @Nullable BigDecimal value) {
    if (value != null) {
      message.setDecimal(tag, value);
    }
  }

  private static LocalDateTime utc(Instant time) {
    return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
  }
}
