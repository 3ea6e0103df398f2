package obscura.engine.fix.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.domain.VenueCode;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderEvent.CancelRefused;
import obscura.engine.core.OrderEvent.MassCancelAnswered;
import obscura.engine.core.OrderEvent.MassCancelScoped;
import obscura.engine.core.OrderEvent.MessageRefused;
import obscura.engine.core.OrderEvent.OrderFilled;
import obscura.engine.core.OrderEvent.OrderRefused;
import obscura.engine.core.OrderEvent.OrderReported;
import obscura.engine.core.OrderEvent.OrderUnknown;
import obscura.engine.core.OrderEvent.OrdersReported;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.Participant;
import obscura.engine.core.ReportType;
import obscura.engine.port.Directory;
import obscura.engine.port.Terms;
import quickfix.field.Account;
import quickfix.field.AvgPx;
import quickfix.field.BusinessRejectReason;
import quickfix.field.BusinessRejectRefID;
import quickfix.field.ClOrdID;
import quickfix.field.CumQty;
import quickfix.field.CxlRejReason;
import quickfix.field.CxlRejResponseTo;
import quickfix.field.ExecID;
import quickfix.field.ExecRestatementReason;
import quickfix.field.ExecType;
import quickfix.field.ExpireTime;
import quickfix.field.LastPx;
import quickfix.field.LastQty;
import quickfix.field.LastRptRequested;
import quickfix.field.LeavesQty;
import quickfix.field.MassCancelRejectReason;
import quickfix.field.MassCancelRequestType;
import quickfix.field.MassCancelResponse;
import quickfix.field.MassStatusReqID;
import quickfix.field.MinQty;
import quickfix.field.OrdRejReason;
import quickfix.field.OrdStatus;
import quickfix.field.OrdStatusReqID;
import quickfix.field.OrdType;
import quickfix.field.OrderCapacity;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.Price;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.SecondaryExecID;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TimeInForce;
import quickfix.field.TotNumReports;
import quickfix.field.TotalAffectedOrders;
import quickfix.field.TransactTime;

/** Renders 8, 9, r and j (rules of engagement 4.2 to 4.4, 1.10) from opened values alone. */
final class OrderReports {
  private static final String EXECUTION_REPORT = "8";
  private static final String ONE_SYMBOL = "1";
  private static final String ALL_ORDERS = "7";

  private final Directory directory;
  private final Instruments instruments;
  private final GatewayMemory memory;

  OrderReports(Directory directory, GatewayMemory memory) {
    this.directory = directory;
    this.instruments = new Instruments(directory);
    this.memory = memory;
  }

  List<Told> render(OrderEvent event, Opened opened) {
    return switch (event) {
      case OrderReported e -> List.of(copied(e.order(), reported(e, opened)));
      case OrderFilled e -> List.of(copied(e.order(), filled(e, opened)));
      case OrderRefused e -> List.of(Told.copied(e.participant(), e.firm(), refused(e, opened)));
      case CancelRefused e ->
          List.of(Told.copied(e.participant(), e.firm(), cancelRefused(e, opened)));
      case MassCancelScoped _ -> List.of();
      case MassCancelAnswered e ->
          List.of(Told.once(e.participant(), e.firm(), massCancelAnswered(e)));
      case OrdersReported e -> ordersReported(e, opened);
      case OrderUnknown e -> List.of(Told.once(e.participant(), firm(e), unknown(e)));
      case MessageRefused e -> List.of(Told.once(e.participant(), e.firm(), messageRefused(e)));
    };
  }

  private static Told copied(Order order, Draft draft) {
    return Told.copied(order.participant(), order.firm(), draft);
  }

  private FirmId firm(OrderEvent event) {
    return directory
        .participant(event.participant())
        .map(Participant::firm)
        .orElse(new FirmId("UNKNOWN"));
  }

  Amounts amounts(Order order, Opened opened) {
    String owner = order.participant().value();
    Terms terms = opened.terms(owner, order.terms());
    List<Terms> fills = new ArrayList<>(order.fills().size());
    List<Terms> busted = new ArrayList<>(order.busted().size());
    for (Handle fill : order.fills()) {
      (order.busted().contains(fill) ? busted : fills).add(opened.terms(owner, fill));
    }
    return new Amounts(instruments.of(terms), terms, fills, busted, order.status().isOpen());
  }

  /** The fields that every report on a known order has. */
  static Draft report(Order order, Amounts amounts, Instant at) {
    Terms terms = amounts.terms();
    return new Draft(EXECUTION_REPORT)
        .put(OrderID.FIELD, order.id().toString())
        .maybe(Account.FIELD, order.notes().account())
        .put(Symbol.FIELD, amounts.instrument().symbol())
        .put(Side.FIELD, side(terms))
        .put(OrderQty.FIELD, amounts.quantity(terms.lots()))
        .put(OrdType.FIELD, order.quoted() ? 'D' : '2')
        .maybe(Price.FIELD, positive(terms.ticks()).map(amounts::price))
        .maybe(MinQty.FIELD, positive(terms.minLots()).map(amounts::quantity))
        .put(TimeInForce.FIELD, order.timeInForce().fix())
        .maybe(ExpireTime.FIELD, order.expireTime().map(FixTime::format))
        .maybe(OrderCapacity.FIELD, order.notes().capacity())
        .put(LeavesQty.FIELD, amounts.leavesQty())
        .put(CumQty.FIELD, amounts.cumQty())
        .put(AvgPx.FIELD, amounts.avgPx())
        .put(TransactTime.FIELD, at);
  }

  private static Optional<Long> positive(long units) {
    return units > 0 ? Optional.of(units) : Optional.empty();
  }

  static char side(Terms terms) {
    return (terms.sells() ? obscura.domain.Side.SELL : obscura.domain.Side.BUY).fix();
  }

  private Draft reported(OrderReported e, Opened opened) {
    return report(e.order(), amounts(e.order(), opened), e.at())
        .put(ExecID.FIELD, e.exec().toString())
        .put(ClOrdID.FIELD, e.clientId().value())
        .maybe(OrigClOrdID.FIELD, e.originalId().map(Object::toString))
        .put(ExecType.FIELD, e.type().fix())
        .put(OrdStatus.FIELD, status(e))
        .maybe(
            ExecRestatementReason.FIELD,
            e.code().flatMap(Reasons::restatement).or(() -> restated(e)).map(Object::toString))
        .maybe(OrdStatusReqID.FIELD, e.statusRequest())
        .maybe(Text.FIELD, Words.reason(e.code(), ""));
  }

  private static Optional<Integer> restated(OrderReported e) {
    return e.type() == ReportType.RESTATED ? Optional.of(99) : Optional.empty();
  }

  private static char status(OrderReported e) {
    return switch (e.type()) {
      case PENDING_CANCEL, PENDING_REPLACE -> e.type().fix();
      case NEW, CANCELLED, REPLACED, EXPIRED, RESTATED, STATUS -> e.order().ordStatus();
    };
  }

  private Draft filled(OrderFilled e, Opened opened) {
    Amounts amounts = amounts(e.order(), opened);
    Terms last = opened.terms(e.participant().value(), e.order().fills().getLast());
    return report(e.order(), amounts, e.at())
        .put(ExecID.FIELD, e.exec().toString())
        .put(ClOrdID.FIELD, e.order().clientId().value())
        .put(ExecType.FIELD, 'F')
        .put(OrdStatus.FIELD, e.order().ordStatus())
        .put(LastQty.FIELD, amounts.quantity(last.lots()))
        .put(LastPx.FIELD, amounts.price(last.ticks()))
        .put(SecondaryExecID.FIELD, e.trade().toString());
  }

  private Draft refused(OrderRefused e, Opened opened) {
    Optional<Terms> terms = opened.terms(e.participant().value(), e.terms());
    VenueCode code = code(e.code(), terms);
    Draft draft =
        new Draft(EXECUTION_REPORT)
            .put(OrderID.FIELD, Words.NONE)
            .put(ExecID.FIELD, e.exec().toString())
            .put(ClOrdID.FIELD, Words.orNone(e.clientId()))
            .put(ExecType.FIELD, '8')
            .put(OrdStatus.FIELD, OrderStatus.REFUSED.fix())
            .put(OrdRejReason.FIELD, Reasons.orderReject(code))
            .put(LeavesQty.FIELD, "0")
            .put(CumQty.FIELD, "0")
            .put(AvgPx.FIELD, "0")
            .put(TransactTime.FIELD, e.at())
            .put(Text.FIELD, Words.reason(code, e.detail()));
    terms.ifPresentOrElse(
        known -> asEntered(draft, known, e.quoted()),
        () -> asEntered(draft, memory.redeem(e.ticket()).fields()));
    return draft;
  }

  static VenueCode code(Optional<VenueCode> code, Optional<Terms> terms) {
    return code.or(() -> terms.flatMap(Terms::refusal)).orElse(VenueCode.QUANTITY);
  }

  private void asEntered(Draft draft, Terms terms, boolean quoted) {
    draft
        .put(Symbol.FIELD, instruments.symbol(terms))
        .put(Side.FIELD, side(terms))
        .put(OrdType.FIELD, quoted ? 'D' : '2');
    Optional<Instrument> instrument = directory.instrument(terms.instrument());
    if (instrument.isPresent()) {
      Amounts amounts = new Amounts(instrument.orElseThrow(), terms, List.of(), List.of(), false);
      draft
          .put(OrderQty.FIELD, amounts.quantity(terms.lots()))
          .maybe(Price.FIELD, positive(terms.ticks()).map(amounts::price));
    }
  }

  private static void asEntered(Draft draft, Map<Integer, String> fields) {
    fields.forEach((tag, value) -> {
      if (tag != MassCancelRequestType.FIELD) {
        draft.put(tag, value);
      }
    });
    if (!fields.containsKey(Symbol.FIELD)) {
      draft.put(Symbol.FIELD, Words.NO_SYMBOL);
    }
    if (!fields.containsKey(Side.FIELD)) {
      draft.put(Side.FIELD, Words.NO_SIDE);
    }
  }

  private static Draft cancelRefused(CancelRefused e, Opened opened) {
    Optional<VenueCode> code =
        e.code().or(() -> opened.terms(e.participant().value(), e.terms()).flatMap(Terms::refusal));
    return new Draft("9")
        .put(OrderID.FIELD, e.order().map(order -> order.id().toString()).orElse(Words.NONE))
        .put(ClOrdID.FIELD, Words.orNone(e.clientId()))
        .put(OrigClOrdID.FIELD, Words.orNone(e.originalId()))
        .put(OrdStatus.FIELD, e.order().map(Order::ordStatus).orElse(OrderStatus.REFUSED.fix()))
        .put(CxlRejResponseTo.FIELD, e.replace() ? '2' : '1')
        .put(CxlRejReason.FIELD, e.reason().fix())
        .put(TransactTime.FIELD, e.at())
        .maybe(Text.FIELD, Words.reason(code, e.detail()));
  }

  private static Draft massCancelAnswered(MassCancelAnswered e) {
    String type = e.scoped() ? ONE_SYMBOL : ALL_ORDERS;
    Draft draft =
        new Draft("r")
            .put(OrderID.FIELD, e.exec().toString())
            .maybe(ClOrdID.FIELD, e.clientId())
            .put(MassCancelRequestType.FIELD, type)
            .put(MassCancelResponse.FIELD, e.code().isPresent() ? "0" : type)
            .put(TransactTime.FIELD, e.at())
            .maybe(Text.FIELD, Words.reason(e.code(), restarted(e)));
    return e.code()
        .map(code -> draft.put(MassCancelRejectReason.FIELD, massRejectReason(code)))
        .orElseGet(() -> draft.put(TotalAffectedOrders.FIELD, e.count()));
  }

  private static String restarted(MassCancelAnswered e) {
    return e.code().filter(VenueCode.OUTSIDE_SESSION::equals).isPresent()
        ? "the venue restarted before it was carried out; send it again"
        : "";
  }

  private static char massRejectReason(VenueCode code) {
    return code == VenueCode.UNKNOWN_SYMBOL ? '1' : '0';
  }

  private List<Told> ordersReported(OrdersReported e, Opened opened) {
    OptionalLong scope = memory.scope(e.participant(), e.requestId());
    List<Order> orders = e.open().stream().filter(order -> isIn(scope, order, opened)).toList();
    if (orders.isEmpty()) {
      return List.of(Told.once(e.participant(), firm(e), noOrders(e)));
    }
    List<Told> told = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      Draft draft =
          report(order, amounts(order, opened), e.at())
              .put(ExecID.FIELD, e.exec() + "-" + i)
              .put(ClOrdID.FIELD, order.clientId().value())
              .put(ExecType.FIELD, ReportType.STATUS.fix())
              .put(OrdStatus.FIELD, order.ordStatus())
              .put(MassStatusReqID.FIELD, e.requestId())
              .put(TotNumReports.FIELD, orders.size());
      if (i == orders.size() - 1) {
        draft.put(LastRptRequested.FIELD, 'Y');
      }
      told.add(Told.once(e.participant(), order.firm(), draft));
    }
    return told;
  }

  private static boolean isIn(OptionalLong scope, Order order, Opened opened) {
    return scope.isEmpty()
        || opened.terms(order.participant().value(), order.terms()).instrument()
            == scope.getAsLong();
  }

  private static Draft noOrders(OrdersReported e) {
    return nothingKnown(e.at(), e.exec().toString())
        .put(MassStatusReqID.FIELD, e.requestId())
        .put(TotNumReports.FIELD, 0)
        .put(LastRptRequested.FIELD, 'Y');
  }

  private static Draft unknown(OrderUnknown e) {
    return nothingKnown(e.at(), e.exec().toString())
        .put(ClOrdID.FIELD, e.clientId().value())
        .maybe(OrdStatusReqID.FIELD, e.statusRequest());
  }

  /** 8 with 37=NONE 39=8 103=5 (rules of engagement 4.4). */
  private static Draft nothingKnown(Instant at, String exec) {
    return new Draft(EXECUTION_REPORT)
        .put(OrderID.FIELD, Words.NONE)
        .put(ExecID.FIELD, exec)
        .put(ExecType.FIELD, ReportType.STATUS.fix())
        .put(OrdStatus.FIELD, OrderStatus.REFUSED.fix())
        .put(OrdRejReason.FIELD, Reasons.orderReject(VenueCode.UNKNOWN_ORDER))
        .put(Symbol.FIELD, Words.NO_SYMBOL)
        .put(Side.FIELD, Words.NO_SIDE)
        .put(LeavesQty.FIELD, "0")
        .put(CumQty.FIELD, "0")
        .put(AvgPx.FIELD, "0")
        .put(TransactTime.FIELD, at)
        .put(Text.FIELD, VenueCode.UNKNOWN_ORDER.toString());
  }

  /** j; the refusal's detail leads with the MsgType(35) of the message, if the gateway made it. */
  private Draft messageRefused(MessageRefused e) {
    long number = memory.redeem(e.ticket()).msgSeqNum();
    int blank = e.detail().indexOf(' ');
    boolean typed = e.ticket() != 0 && blank > 0;
    Draft draft =
        new Draft("j")
            .put(RefMsgType.FIELD, typed ? e.detail().substring(0, blank) : Words.NONE)
            .maybe(BusinessRejectRefID.FIELD, e.reference())
            .put(BusinessRejectReason.FIELD, Reasons.businessReject(e.code()))
            .put(Text.FIELD, Words.reason(e.code(), e.detail()));
    return number == 0 ? draft : draft.put(RefSeqNum.FIELD, number);
  }
}
