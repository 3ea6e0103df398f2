package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import obscura.desk.fix.Received.CancelRefused;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Received.LoggedOut;
import obscura.desk.fix.Received.MassCancelled;
import obscura.desk.fix.Received.Other;
import obscura.desk.fix.Received.QuoteOffer;
import obscura.desk.fix.Received.QuoteOutcome;
import obscura.desk.fix.Received.QuoteStatus;
import obscura.desk.fix.Received.Rejected;
import obscura.desk.fix.Received.Request;
import obscura.desk.fix.Received.RequestRefused;
import obscura.desk.fix.Received.TradeReport;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.AvgPx;
import quickfix.field.BidPx;
import quickfix.field.BidSize;
import quickfix.field.BusinessRejectReason;
import quickfix.field.ClOrdID;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
import quickfix.field.ExecType;
import quickfix.field.ExpireTime;
import quickfix.field.LastPx;
import quickfix.field.LastQty;
import quickfix.field.LeavesQty;
import quickfix.field.MassCancelResponse;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NoRelatedSym;
import quickfix.field.OfferPx;
import quickfix.field.OfferSize;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.PossDupFlag;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteRequestRejectReason;
import quickfix.field.QuoteRespType;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.SecondaryExecID;
import quickfix.field.SessionRejectReason;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TradeReportID;
import quickfix.field.TrdMatchID;
import quickfix.field.ValidUntilTime;

/** Turns a received FIX message into a {@link Received} value. Pure. */
final class Decoder {
  private Decoder() {}

  static Received decode(Message message, Instant at) throws FieldNotFound {
    Wire wire = wire(message, at);
    return switch (wire.msgType()) {
      case MsgType.EXECUTION_REPORT -> execution(wire, message);
      case MsgType.QUOTE -> quote(wire, message);
      case MsgType.QUOTE_REQUEST -> request(wire, message);
      case MsgType.QUOTE_REQUEST_REJECT ->
          new RequestRefused(
              wire,
              message.getString(QuoteReqID.FIELD),
              number(message, QuoteRequestRejectReason.FIELD),
              text(message, Text.FIELD));
      case MsgType.QUOTE_STATUS_REPORT ->
          new QuoteStatus(
              wire,
              message.getString(QuoteID.FIELD),
              text(message, QuoteReqID.FIELD),
              number(message, quickfix.field.QuoteStatus.FIELD),
              text(message, Text.FIELD));
      case MsgType.QUOTE_RESPONSE ->
          new QuoteOutcome(
              wire, orNone(text(message, QuoteID.FIELD)), message.getInt(QuoteRespType.FIELD));
      case MsgType.TRADE_CAPTURE_REPORT -> trade(wire, message);
      case MsgType.ORDER_CANCEL_REJECT ->
          new CancelRefused(
              wire,
              message.getString(ClOrdID.FIELD),
              message.getString(OrigClOrdID.FIELD),
              message.getChar(OrdStatus.FIELD),
              text(message, Text.FIELD));
      case MsgType.ORDER_MASS_CANCEL_REPORT ->
          new MassCancelled(
              wire,
              orNone(text(message, ClOrdID.FIELD)),
              message.getChar(MassCancelResponse.FIELD),
              text(message, Text.FIELD));
      case MsgType.REJECT -> rejected(wire, message, SessionRejectReason.FIELD);
      case MsgType.BUSINESS_MESSAGE_REJECT -> rejected(wire, message, BusinessRejectReason.FIELD);
      case MsgType.LOGOUT -> new LoggedOut(wire, text(message, Text.FIELD));
      default -> new Other(wire);
    };
  }

  private static Wire wire(Message message, Instant at) throws FieldNotFound {
    FieldMap header = message.getHeader();
    boolean possDup = header.isSetField(PossDupFlag.FIELD) && header.getBoolean(PossDupFlag.FIELD);
    String raw = message.toRawString();
    return new Wire(
        header.getString(MsgType.FIELD),
        header.getInt(MsgSeqNum.FIELD),
        possDup,
        at,
        raw == null ? message.toString() : raw);
  }

  private static Execution execution(Wire wire, Message m) throws FieldNotFound {
    return new Execution(
        wire,
        m.getString(OrderID.FIELD),
        m.getString(ExecID.FIELD),
        orNone(text(m, ClOrdID.FIELD)),
        text(m, OrigClOrdID.FIELD),
        m.getChar(ExecType.FIELD),
        m.getChar(OrdStatus.FIELD),
        orNone(text(m, Symbol.FIELD)),
        side(m.getChar(quickfix.field.Side.FIELD)),
        m.getDecimal(LeavesQty.FIELD),
        m.getDecimal(CumQty.FIELD),
        m.getDecimal(AvgPx.FIELD),
        decimal(m, LastQty.FIELD),
        decimal(m, LastPx.FIELD),
        text(m, SecondaryExecID.FIELD),
        text(m, Text.FIELD));
  }

  private static QuoteOffer quote(Wire wire, Message m) throws FieldNotFound {
    return new QuoteOffer(
        wire,
        m.getString(QuoteID.FIELD),
        orNone(text(m, QuoteReqID.FIELD)),
        orNone(text(m, Symbol.FIELD)),
        decimal(m, BidPx.FIELD),
        decimal(m, OfferPx.FIELD),
        decimal(m, BidSize.FIELD),
        decimal(m, OfferSize.FIELD),
        time(m, ValidUntilTime.FIELD));
  }

  private static Request request(Wire wire, Message m) throws FieldNotFound {
    FieldMap instrument = m.getGroup(1, NoRelatedSym.FIELD);
    boolean sided = instrument.isSetField(quickfix.field.Side.FIELD);
    return new Request(
        wire,
        m.getString(QuoteReqID.FIELD),
        instrument.getString(Symbol.FIELD),
        sided ? side(instrument.getChar(quickfix.field.Side.FIELD)) : null,
        decimal(instrument, OrderQty.FIELD),
        time(instrument, ValidUntilTime.FIELD),
        time(instrument, ExpireTime.FIELD));
  }

  private static TradeReport trade(Wire wire, Message m) throws FieldNotFound {
    return new TradeReport(
        wire,
        m.getString(TradeReportID.FIELD),
        text(m, TrdMatchID.FIELD),
        text(m, ExecID.FIELD),
        m.getString(Symbol.FIELD),
        m.getDecimal(LastQty.FIELD),
        m.getDecimal(LastPx.FIELD),
        textOfTrade(m));
  }

  private static @Nullable String textOfTrade(Message m) throws FieldNotFound {
    String own = text(m, Text.FIELD);
    if (own != null || !m.hasGroup(1, quickfix.field.NoSides.FIELD)) {
      return own;
    }
    return text(m.getGroup(1, quickfix.field.NoSides.FIELD), Text.FIELD);
  }

  private static Rejected rejected(Wire wire, Message m, int reasonTag) throws FieldNotFound {
    return new Rejected(
        wire,
        number(m, RefSeqNum.FIELD),
        orNone(text(m, RefMsgType.FIELD)),
        number(m, reasonTag),
        text(m, Text.FIELD));
  }

  private static Side side(char fix) {
    return Arrays.stream(Side.values())
        .filter(side -> side.fix() == fix)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Side(54)=" + fix));
  }

  private static @Nullable String text(FieldMap map, int tag) throws FieldNotFound {
    return map.isSetField(tag) ? map.getString(tag) : null;
  }

  private static @Nullable BigDecimal decimal(FieldMap map, int tag) throws FieldNotFound {
    return map.isSetField(tag) ? map.getDecimal(tag) : null;
  }

  private static @Nullable Instant time(FieldMap map, int tag) throws FieldNotFound {
    return map.isSetField(tag) ? map.getUtcTimeStamp(tag).toInstant(ZoneOffset.UTC) : null;
  }

  private static int number(FieldMap map, int tag) throws FieldNotFound {
    return map.isSetField(tag) ? map.getInt(tag) : -1;
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "NONE" : value;
  }
}
