package obscura.engine.fix.inbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.domain.VenueCode;
import obscura.engine.core.RefusedKind;
import obscura.engine.fix.inbound.Received.Throttle;
import obscura.engine.fix.inbound.Translation.About;
import obscura.engine.fix.inbound.Translation.Refused;
import obscura.engine.fix.outbound.Echo;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.port.Directory;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.MassCancelRequestType;
import quickfix.field.MinQty;
import quickfix.field.NoRelatedSym;
import quickfix.field.OrdType;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.Price;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.TimeInForce;

/** FIX message to {@link Translation}, by MsgType(35); reads public reference data only. */
final class Translator {
  private static final int[] ECHOED = {
    Account.FIELD,
    Symbol.FIELD,
    Side.FIELD,
    OrderQty.FIELD,
    Price.FIELD,
    OrdType.FIELD,
    TimeInForce.FIELD,
    MinQty.FIELD,
    MassCancelRequestType.FIELD
  };

  private final OrderMessages orders;
  private final RequestMessages requests;
  private final SecurityLists lists;

  Translator(
      Directory directory,
      FixInbound.Surroundings around,
      RequestTiming timing,
      GatewayMemory memory) {
    Common common = new Common(directory, new PrivacyLevels(directory, around.rail(), memory));
    orders = new OrderMessages(common, memory);
    requests = new RequestMessages(common, timing);
    lists = new SecurityLists(common, around.secrets());
  }

  Translation translate(Received received) {
    return received
        .throttle()
        .map(throttle -> tooFast(received, throttle))
        .orElseGet(() -> served(received));
  }

  private Translation served(Received received) {
    return switch (Common.msgType(received)) {
      case "R" -> requests.request(received);
      case "S" -> requests.quote(received);
      case "Z" -> requests.quoteCancel(received);
      case "a" -> requests.query(received);
      case "AI" -> requests.pass(received);
      case "AG" -> requests.decline(received);
      case "AJ" -> requests.respond(received);
      case "D" -> orders.newOrder(received);
      case "F" -> orders.cancel(received);
      case "G" -> orders.replace(received);
      case "H" -> orders.status(received);
      case "AF" -> orders.massStatus(received);
      case "q" -> orders.massCancel(received);
      case "x" -> lists.list(received);
      case "AR" -> new Translation.Noted();
      default -> Common.refusedByJ(received, "", VenueCode.UNSUPPORTED_TYPE, "is not served here");
    };
  }

  private static Translation tooFast(Received received, Throttle throttle) {
    Fields fields = new Fields(received.message());
    String type = Common.msgType(received);
    RefusedKind kind = throttle.code() == VenueCode.THROTTLE_ALL ? RefusedKind.OTHER : toldBy(type);
    String retry = "retry after " + throttle.retryAfterMillis() + " ms";
    return new Refused(
        new About(kind, ownId(fields, kind, type), original(fields, kind)),
        new Fault(throttle.code(), kind == RefusedKind.OTHER ? type + " " + retry : retry));
  }

  private static RefusedKind toldBy(String msgType) {
    return switch (msgType) {
      case "D" -> RefusedKind.ORDER;
      case "F" -> RefusedKind.CANCEL;
      case "G" -> RefusedKind.REPLACE;
      case "R" -> RefusedKind.REQUEST;
      case "S" -> RefusedKind.QUOTE;
      default -> RefusedKind.OTHER;
    };
  }

  private static String ownId(Fields fields, RefusedKind kind, String type) {
    int tag =
        switch (kind) {
          case ORDER, CANCEL, REPLACE, MASS_CANCEL -> ClOrdID.FIELD;
          case REQUEST -> QuoteReqID.FIELD;
          case QUOTE -> QuoteID.FIELD;
          case OTHER ->
              type.equals("R")
                  ? QuoteReqID.FIELD
                  : fields.has(ClOrdID.FIELD) ? ClOrdID.FIELD : QuoteID.FIELD;
        };
    return Common.shortened(fields.textOr(tag, ""));
  }

  private static String original(Fields fields, RefusedKind kind) {
    return switch (kind) {
      case CANCEL, REPLACE -> Common.shortened(fields.textOr(OrigClOrdID.FIELD, "NONE"));
      case QUOTE -> Common.shortened(fields.textOr(QuoteReqID.FIELD, ""));
      case ORDER, REQUEST, MASS_CANCEL, OTHER -> "";
    };
  }

  /** What the answer to a refused message repeats of it. */
  static Echo echo(Received received) {
    Fields body = new Fields(received.message());
    Map<Integer, String> echoed = new LinkedHashMap<>();
    for (int tag : ECHOED) {
      body.text(tag).ifPresent(value -> echoed.put(tag, value));
    }
    List<Fields> related = body.groups(NoRelatedSym.FIELD);
    if (!related.isEmpty()) {
      related.getFirst().text(Symbol.FIELD).ifPresent(symbol -> echoed.put(Symbol.FIELD, symbol));
    }
    return new Echo(received.msgSeqNum(), echoed);
  }
}
