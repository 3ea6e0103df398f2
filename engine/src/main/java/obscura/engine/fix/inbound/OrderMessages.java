package obscura.engine.fix.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.OrderCommand.CancelOrder;
import obscura.engine.core.OrderCommand.MassCancel;
import obscura.engine.core.OrderCommand.QueryOrder;
import obscura.engine.core.OrderCommand.QueryOrders;
import obscura.engine.core.OrderCommand.ReplaceOrder;
import obscura.engine.core.OrderCommand.SubmitOrder;
import obscura.engine.core.OrderExpiry;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.RequestCommand.AcceptQuote;
import obscura.engine.fix.inbound.Translation.About;
import obscura.engine.fix.inbound.Translation.Refused;
import obscura.engine.fix.inbound.Translation.Understood;
import obscura.engine.fix.inbound.Translation.Valued;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.fix.outbound.GatewayMemory.ShownQuote;
import obscura.engine.port.Intent;
import quickfix.field.ClOrdID;
import quickfix.field.MassCancelRequestType;
import quickfix.field.MassStatusReqID;
import quickfix.field.MassStatusReqType;
import quickfix.field.OrdStatusReqID;
import quickfix.field.OrdType;
import quickfix.field.OrderPercent;
import quickfix.field.OrderQty;
import quickfix.field.OrigClOrdID;
import quickfix.field.QuoteID;

/** Translates the messages of the dark pool, D, F, G, H, AF and q (rules of engagement 3.8, 4). */
final class OrderMessages {
  private static final int REFERENCE_MAX = 64;

  /** Stands for the terms of a quote that this gateway did not show: no terms have this handle. */
  private static final Handle NOTHING_SHOWN = new Handle(0, 0, 0, 0);

  private final Common common;
  private final GatewayMemory memory;

  OrderMessages(Common common, GatewayMemory memory) {
    this.common = common;
    this.memory = memory;
  }

  /** NewOrderSingle(D): an accept with 40=D, else a dark order. */
  Translation newOrder(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(ClOrdID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, ClOrdID.FIELD);
    }
    return fields.is(OrdType.FIELD, "D") && fields.has(QuoteID.FIELD)
        ? accept(received, fields, id.orElseThrow())
        : darkOrder(received, id.orElseThrow());
  }

  private Translation darkOrder(Received received, ClientId id) {
    OrderForm form = new OrderForm(common, received);
    About about = new About(RefusedKind.ORDER, id.value(), "");
    Optional<Fault> fault = form.darkFault();
    if (fault.isPresent()) {
      return new Refused(about, fault.orElseThrow());
    }
    var sender = received.sender();
    var stamp = Common.stamp(received, new Fields(received.message()));
    var timeInForce = form.timeInForce();
    var lifetime = OrderLifetime.of(timeInForce);
    var expireTime =
        timeInForce == TimeInForce.GOOD_TILL_DATE ? form.expireTime() : Optional.<Instant>empty();
    var rests = rests(received, lifetime, expireTime);
    var privacy = form.privacy();
    var notes = form.notes();
    common.levels().remember(received, ClOrdID.FIELD, id.value(), privacy);
    return new Valued(
        about,
        new Intent.Order(lifetime, rests),
        PrivacyLevels.isOpen(privacy),
        List.of(form.terms()),
        handles ->
            new SubmitOrder(
                sender,
                id,
                stamp,
                handles.getFirst(),
                timeInForce,
                expireTime,
                privacy,
                notes,
                rests));
  }

  /** Until when it may rest: signed with the order, so that the parties see when it is over. */
  private static Optional<Instant> rests(
      Received received, OrderLifetime lifetime, Optional<Instant> expireTime) {
    return lifetime == OrderLifetime.RESTS
        ? Optional.of(OrderExpiry.of(received.receivedAt(), expireTime))
        : Optional.empty();
  }

  private Translation accept(Received received, Fields fields, ClientId id) {
    OrderForm form = new OrderForm(common, received);
    String quoteId = fields.textOr(QuoteID.FIELD, "");
    About about = new About(RefusedKind.ORDER, id.value(), Common.shortened(quoteId));
    if (!ClientId.isValid(quoteId)) {
      return new Refused(about, new Fault(VenueCode.UNKNOWN_QUOTE, "117 is no id"));
    }
    Optional<ShownQuote> shown = memory.shown(received.sender(), quoteId);
    Optional<Long> lots = shownLots(fields, shown, form.buys());
    Optional<Fault> fault = form.acceptFault(lots);
    if (fault.isPresent()) {
      return new Refused(about, fault.orElseThrow());
    }
    boolean buys = form.buys() && shown.map(ShownQuote::twoWay).orElse(false);
    var sender = received.sender();
    var stamp = Common.stamp(received, fields);
    var notes = form.notes();
    var named = common.levels().named(fields);
    var level = common.levels().inherited(received, fields, QuoteID.FIELD, quoteId);
    return new Valued(
        about,
        new Intent.Accept(shown.flatMap(quote -> quote.selection(buys)).orElse(NOTHING_SHOWN)),
        PrivacyLevels.isOpen(level),
        List.of(form.acceptTerms(lots)),
        handles ->
            new AcceptQuote(sender, id, quoteId, stamp, handles.getFirst(), buys, notes, named));
  }

  /** 516=100 without 38 means the size that was shown. */
  private static Optional<Long> shownLots(Fields fields, Optional<ShownQuote> shown, boolean buys) {
    boolean all =
        !fields.has(OrderQty.FIELD)
            && fields
                .decimal(OrderPercent.FIELD)
                .filter(percent -> percent.compareTo(java.math.BigDecimal.valueOf(100)) == 0)
                .isPresent();
    return shown
        .filter(quote -> all)
        .map(quote -> buys ? quote.offerLots() : quote.bidLots())
        .filter(lots -> lots > 0);
  }

  /** OrderCancelRequest(F). */
  Translation cancel(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(ClOrdID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, ClOrdID.FIELD);
    }
    Optional<ClientId> original = fields.id(OrigClOrdID.FIELD);
    About about = about(RefusedKind.CANCEL, id.orElseThrow(), fields);
    Optional<Fault> fault =
        Common.first(() -> originalFault(original), () -> common.nonceFault(fields));
    return fault
        .<Translation>map(found -> new Refused(about, found))
        .orElseGet(() ->
            new Understood(
                new CancelOrder(
                    received.sender(),
                    id.orElseThrow(),
                    original.orElseThrow(),
                    Common.stamp(received, fields))));
  }

  private static Optional<Fault> originalFault(Optional<ClientId> original) {
    return Common.fault(original.isEmpty(), VenueCode.UNKNOWN_ORDER, "41 is no order's id");
  }

  private static About about(RefusedKind kind, ClientId id, Fields fields) {
    return new About(kind, id.value(), Common.shortened(fields.textOr(OrigClOrdID.FIELD, "NONE")));
  }

  /** OrderCancelReplaceRequest(G). */
  Translation replace(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(ClOrdID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, ClOrdID.FIELD);
    }
    OrderForm form = new OrderForm(common, received);
    Optional<ClientId> original = fields.id(OrigClOrdID.FIELD);
    About about = about(RefusedKind.REPLACE, id.orElseThrow(), fields);
    Optional<Fault> fault = Common.first(() -> originalFault(original), form::replacementFault);
    if (fault.isPresent()) {
      return new Refused(about, fault.orElseThrow());
    }
    var sender = received.sender();
    var stamp = Common.stamp(received, fields);
    var expireTime = form.expireTime();
    var named = common.levels().named(fields);
    var level =
        common.levels().inherited(received, fields, ClOrdID.FIELD, original.orElseThrow().value());
    common.levels().remember(received, ClOrdID.FIELD, id.orElseThrow().value(), level);
    return new Valued(
        about,
        new Intent.Replacement(original.orElseThrow(), expireTime),
        PrivacyLevels.isOpen(level),
        List.of(form.terms()),
        handles ->
            new ReplaceOrder(
                sender,
                id.orElseThrow(),
                original.orElseThrow(),
                stamp,
                handles.getFirst(),
                expireTime,
                named));
  }

  /** OrderStatusRequest(H). */
  Translation status(Received received) {
    Fields fields = new Fields(received.message());
    return fields
        .id(ClOrdID.FIELD)
        .<Translation>map(id ->
            new Understood(
                new QueryOrder(received.sender(), id, fields.text(OrdStatusReqID.FIELD))))
        .orElseGet(() -> Common.malformedId(received, ClOrdID.FIELD));
  }

  /** OrderMassStatusRequest(AF): 585=7 all, 1 one symbol. */
  Translation massStatus(Received received) {
    Fields fields = new Fields(received.message());
    String id = fields.textOr(MassStatusReqID.FIELD, "");
    if (id.isEmpty() || id.length() > REFERENCE_MAX) {
      return Common.malformedId(received, MassStatusReqID.FIELD);
    }
    QueryOrders query = new QueryOrders(received.sender(), id);
    if (fields.is(MassStatusReqType.FIELD, "7")) {
      return new Understood(query);
    }
    Optional<Instrument> instrument = common.instrument(fields);
    if (!fields.is(MassStatusReqType.FIELD, "1")) {
      return Common.refusedByJ(
          received, Common.shortened(id), VenueCode.UNSUPPORTED_TYPE, "585 must be 1 or 7");
    }
    return instrument
        .<Translation>map(found -> new Translation.Scoped(query, id, found.number()))
        .orElseGet(() ->
            Common.refusedByJ(
                received, Common.shortened(id), VenueCode.UNKNOWN_SYMBOL, "55 is not listed"));
  }

  /** OrderMassCancelRequest(q): 530=7 all, 1 one symbol. */
  Translation massCancel(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(ClOrdID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, ClOrdID.FIELD);
    }
    boolean scoped = fields.is(MassCancelRequestType.FIELD, "1");
    Optional<Fault> fault =
        Common.first(
            () ->
                Common.fault(
                    !scoped && !fields.is(MassCancelRequestType.FIELD, "7"),
                    VenueCode.UNSUPPORTED_TYPE,
                    "530 must be 1 or 7"),
            () -> scoped ? common.instrumentFault(fields, fields) : Optional.empty(),
            () -> common.nonceFault(fields));
    if (fault.isPresent()) {
      return new Refused(
          new About(RefusedKind.MASS_CANCEL, id.orElseThrow().value(), ""), fault.orElseThrow());
    }
    MassCancel command =
        new MassCancel(received.sender(), id.orElseThrow(), Common.stamp(received, fields), scoped);
    return scoped
        ? new Translation.Scoped(
            command, id.orElseThrow().value(), common.instrument(fields).orElseThrow().number())
        : new Understood(command);
  }
}
