package obscura.engine.adapter.dropcopy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.VenueCode;
import obscura.dropcopy.record.Attributes;
import obscura.dropcopy.record.Kinds;
import obscura.dropcopy.record.TradingRecord;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.ChainFacts;
import obscura.engine.core.ExecId;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.Participant;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;
import obscura.engine.port.Directory;

/** Turns events into records of the compliance store. Values come from reveals alone. */
public final class Records {
  private final Directory directory;
  private final Values values;

  public Records(Directory directory, Values values) {
    this.directory = directory;
    this.values = values;
  }

  /** The records of an event; none where it is nobody's trading life. */
  List<TradingRecord> of(long position, VenueEvent event) {
    return switch (event) {
      case OrderEvent e -> one(position, e);
      case RequestEvent e -> one(position, e);
      case TradeEvent e -> trade(position, e);
      case AccessEvent e -> one(position, e);
      case StandingEvent e -> List.of();
      case WorkEvent e -> List.of();
    };
  }

  private List<TradingRecord> one(long position, OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderReported e -> reported(position, e);
      case OrderEvent.OrderFilled e ->
          draft(position, e.at(), e.participant(), Kinds.FILL)
              .firm(e.order().firm())
              .exec(e.exec())
              .order(e.order())
              .trade(e.trade().toString())
              .open(Attributes.PRIVACY, e.order().privacy().name())
              .secret(isOpen(e.order()) ? values.fill(e.order()) : new TreeMap<>())
              .records();
      case OrderEvent.OrderRefused e ->
          draft(position, e.at(), e.participant(), Kinds.ORDER_REFUSED)
              .firm(e.firm())
              .exec(e.exec())
              .client(e.clientId())
              .code(e.code(), e.detail())
              .secret(values.terms(e.terms()))
              .records();
      case OrderEvent.CancelRefused e ->
          draft(position, e.at(), e.participant(), Kinds.CANCEL_REFUSED)
              .firm(e.firm())
              .client(e.clientId())
              .orderId(e.order().map(o -> o.id().toString()))
              .open("originalId", e.originalId())
              .open("reason", e.reason().name())
              .code(e.code(), e.detail())
              .records();
      case OrderEvent.MassCancelAnswered e ->
          draft(position, e.at(), e.participant(), Kinds.ORDER_PENDING)
              .firm(e.firm())
              .client(e.clientId())
              .open("massCancel", Integer.toString(e.count()))
              .code(e.code(), "")
              .records();
      case OrderEvent.MessageRefused e ->
          draft(position, e.at(), e.participant(), Kinds.ORDER_REFUSED)
              .firm(e.firm())
              .open("reference", e.reference())
              .code(Optional.of(e.code()), e.detail())
              .records();
      case OrderEvent.MassCancelScoped e -> List.of();
      case OrderEvent.OrdersReported e -> List.of();
      case OrderEvent.OrderUnknown e -> List.of();
    };
  }

  private List<TradingRecord> reported(long position, OrderEvent.OrderReported e) {
    if (e.type() == ReportType.STATUS) {
      return List.of();
    }
    String kind =
        switch (e.type()) {
          case NEW -> Kinds.ORDER_ACCEPTED;
          case CANCELLED -> Kinds.ORDER_CANCELLED;
          case REPLACED -> Kinds.ORDER_REPLACED;
          case PENDING_CANCEL, PENDING_REPLACE -> Kinds.ORDER_PENDING;
          case EXPIRED -> Kinds.ORDER_EXPIRED;
          case RESTATED, STATUS -> Kinds.ORDER_RESTATED;
        };
    boolean terms = e.type() == ReportType.NEW || e.type() == ReportType.REPLACED;
    return draft(position, e.at(), e.participant(), kind)
        .firm(e.order().firm())
        .exec(e.exec())
        .order(e.order())
        .client(e.clientId().value())
        .open(Attributes.PRIVACY, e.order().privacy().name())
        .open("timeInForce", e.order().timeInForce().name())
        .open("trader", e.order().notes().trader())
        .open("account", e.order().notes().account())
        .open("client", e.order().notes().client())
        .code(e.code(), "")
        .secret(
            terms && isOpen(e.order())
                ? values.terms(Optional.of(e.order().terms()))
                : new TreeMap<>())
        .records();
  }

  /** Of a SHIELDED order the parties tell compliance nothing, so they are not asked. */
  private static boolean isOpen(Order order) {
    return order.privacy() != PrivacyLevel.SHIELDED;
  }

  private List<TradingRecord> one(long position, RequestEvent event) {
    return switch (event) {
      case RequestEvent.RequestOpened e ->
          draft(position, e.at(), e.participant(), Kinds.REQUEST_ACCEPTED)
              .firm(e.firm())
              .request(e.rfq().toString())
              .client(e.requestId().value())
              .secret(values.terms(Optional.of(e.terms())))
              .records();
      case RequestEvent.RequestRefused e ->
          draft(position, e.at(), e.participant(), Kinds.REQUEST_REFUSED)
              .firm(e.firm())
              .client(e.requestId())
              .code(e.code(), e.detail())
              .secret(values.terms(e.terms()))
              .records();
      case RequestEvent.MakerAsked e ->
          draft(position, e.at(), e.participant(), Kinds.REQUEST_ACCEPTED)
              .firm(e.firm())
              .request(e.rfq().toString())
              .client(e.alias().value())
              .open("asked", "maker")
              .records();
      case RequestEvent.QuoteReported e -> quote(position, e);
      case RequestEvent.QuoteShown e ->
          draft(position, e.at(), e.participant(), Kinds.QUOTE_SHOWN)
              .firm(e.firm())
              .request(e.rfq().toString())
              .client(e.quoteId())
              .records();
      case RequestEvent.RequestEnded e ->
          draft(position, e.at(), e.participant(), Kinds.REQUEST_CLOSED)
              .firm(e.firm())
              .request(e.rfq().toString())
              .client(e.requestId().value())
              .open("end", e.end().name())
              .records();
      case RequestEvent.MakerReleased e ->
          draft(position, e.at(), e.participant(), Kinds.QUOTE_ENDED)
              .firm(e.firm())
              .request(e.rfq().toString())
              .client(e.quoteId())
              .open("end", e.release().name())
              .records();
      case RequestEvent.MakerPassed e ->
          draft(position, e.at(), e.participant(), Kinds.QUOTE_ENDED)
              .firm(e.firm())
              .request(e.rfq().toString())
              .open("end", "MAKER_PASSED")
              .records();
      case RequestEvent.QuoteStatusAnswered e -> List.of();
    };
  }

  private List<TradingRecord> quote(long position, RequestEvent.QuoteReported e) {
    String kind =
        switch (e.status()) {
          case ACCEPTED -> Kinds.QUOTE_ACCEPTED;
          case REJECTED, NOT_FOUND -> Kinds.QUOTE_REFUSED;
          case CANCELLED, REMOVED, EXPIRED, PENDING, PASS -> Kinds.QUOTE_ENDED;
        };
    Optional<Handle> first = e.terms().stream().findFirst();
    return draft(position, e.at(), e.participant(), kind)
        .firm(e.firm())
        .client(e.quoteId())
        .request(e.alias().map(Object::toString).orElse(""))
        .code(e.code(), e.detail())
        .secret(kind.equals(Kinds.QUOTE_ENDED) ? new TreeMap<>() : values.quote(first))
        .records();
  }

  private List<TradingRecord> trade(long position, TradeEvent event) {
    Optional<List<ExecId>> busts =
        event instanceof TradeEvent.TradeBusted bust
            ? Optional.of(List.of(bust.firstExec(), bust.secondExec()))
            : Optional.empty();
    List<TradingRecord> all = new ArrayList<>();
    Trade trade = event.trade();
    for (int side = 0; side < trade.sides().size(); side++) {
      Trade.Leg leg = trade.sides().get(side);
      Draft draft =
          new Draft(position, side, event.at(), leg.participant(), Kinds.SETTLEMENT)
              .firm(leg.firm())
              .trade(trade.id().toString())
              .orderId(Optional.of(leg.order().toString()))
              .client(leg.clientId().value())
              .open(Attributes.PRIVACY, trade.privacy().name())
              .open(Attributes.STATE, trade.settlement().name())
              .open("rail", trade.chain().map(ChainFacts::chain).orElse("book-entry"))
              .open("transaction", trade.chain().map(ChainFacts::transaction).orElse(""))
              .open("block", positive(trade.chain().map(ChainFacts::block).orElse(0L)))
              .open("confirmations", positive(trade.chain().map(ChainFacts::confirms).orElse(0L)))
              .open("needed", positive(trade.chain().map(ChainFacts::needed).orElse(0L)))
              .open("failCode", Integer.toString(trade.failCode()));
      int own = side;
      busts.ifPresent(execs -> draft.exec(execs.get(own)).open("busted", leg.exec().toString()));
      all.addAll(draft.records());
    }
    return all;
  }

  /** Empty for what is not known. */
  private static String positive(long number) {
    return number > 0 ? Long.toString(number) : "";
  }

  private List<TradingRecord> one(long position, AccessEvent event) {
    return switch (event) {
      case AccessEvent.SessionChanged e ->
          draft(position, e.at(), e.participant(), Kinds.SESSION)
              .open("open", Boolean.toString(e.open()))
              .records();
      case AccessEvent.ParticipantChanged e ->
          draft(position, e.at(), e.participant().id(), Kinds.ACCESS)
              .firm(e.participant().firm())
              .open("kind", e.participant().kind().name())
              .open("suspended", Boolean.toString(e.participant().suspended()))
              .open("whitelisted", Boolean.toString(e.participant().whitelisted()))
              .records();
      case AccessEvent.InstrumentListed e ->
          venue(position, e.at(), Kinds.ACCESS)
              .open("instrument", e.instrument().symbol())
              .open("listed", "true")
              .records();
      case AccessEvent.InstrumentChanged e ->
          venue(position, e.at(), Kinds.ACCESS)
              .open("instrument", e.instrument().symbol())
              .open("halted", Boolean.toString(e.halted()))
              .records();
      case AccessEvent.TradingSwitched e ->
          venue(position, e.at(), Kinds.ACCESS)
              .open("tradingHalted", Boolean.toString(e.halted()))
              .records();
      case AccessEvent.ModeChanged e ->
          venue(position, e.at(), Kinds.ACCESS)
              .open("permissioned", Boolean.toString(e.permissioned()))
              .records();
      case AccessEvent.EngineChanged e ->
          venue(position, e.at(), Kinds.ACCESS)
              .open("engineAvailable", Boolean.toString(e.available()))
              .records();
      case AccessEvent.OperatorAnswered e ->
          venue(position, e.at(), Kinds.OPERATOR)
              .open("operator", e.operation().operator())
              .open("request", e.operation().request())
              .open("action", e.action())
              .open("done", Boolean.toString(e.done()))
              .open("answer", e.text())
              .records();
      case AccessEvent.AlertRaised e ->
          draft(position, e.at(), e.participant(), Kinds.ACCESS)
              .open("alert", e.kind().name())
              .open("reference", e.reference())
              .records();
      case AccessEvent.OrdersListed e -> inquiry(position, e.at(), e.operation(), "ListOrders");
      case AccessEvent.StatusTold e -> inquiry(position, e.at(), e.operation(), "AskStatus");
      case AccessEvent.SessionActOrdered e -> List.of();
    };
  }

  private Draft draft(long position, Instant at, ParticipantId participant, String kind) {
    FirmId firm =
        directory
            .participant(participant)
            .map(Participant::firm)
            .orElseGet(() -> new FirmId(participant.value()));
    return new Draft(position, 0, at, participant, kind).firm(firm);
  }

  private static List<TradingRecord> inquiry(
      long position, Instant at, OperatorCommand.Operation operation, String action) {
    return venue(position, at, Kinds.OPERATOR)
        .open("operator", operation.operator())
        .open("request", operation.request())
        .open("action", action)
        .records();
  }

  private static Draft venue(long position, Instant at, String kind) {
    return new Draft(position, 0, at, new ParticipantId("VENUE"), kind).firm(new FirmId("VENUE"));
  }

  /** A record being put together. */
  private static final class Draft {
    private final long position;
    private final int part;
    private final Instant at;
    private final ParticipantId participant;
    private final String kind;
    private String firm = "";
    private Optional<String> exec = Optional.empty();
    private Optional<String> order = Optional.empty();
    private Optional<String> client = Optional.empty();
    private Optional<String> request = Optional.empty();
    private Optional<String> trade = Optional.empty();
    private final SortedMap<String, String> open = new TreeMap<>();
    private final SortedMap<String, String> secret = new TreeMap<>();

    Draft(long position, int part, Instant at, ParticipantId participant, String kind) {
      this.position = position;
      this.part = part;
      this.at = at;
      this.participant = participant;
      this.kind = kind;
    }

    Draft firm(FirmId value) {
      firm = value.value();
      return this;
    }

    Draft exec(ExecId value) {
      exec = Optional.of(value.toString());
      return this;
    }

    Draft order(Order value) {
      client = Optional.of(value.clientId().value());
      return orderId(Optional.of(value.id().toString()));
    }

    Draft orderId(Optional<String> value) {
      order = value;
      return this;
    }

    Draft client(String value) {
      client = Optional.of(value).filter(text -> !text.isEmpty());
      return this;
    }

    Draft request(String value) {
      request = Optional.of(value).filter(text -> !text.isEmpty());
      return this;
    }

    Draft trade(String value) {
      trade = Optional.of(value);
      return this;
    }

    Draft open(String name, String value) {
      if (!value.isEmpty()) {
        open.put(name, value);
      }
      return this;
    }

    Draft code(Optional<VenueCode> code, String detail) {
      code.ifPresent(c -> open.put("venueCode", Integer.toString(c.code())));
      return open("detail", detail);
    }

    Draft secret(SortedMap<String, String> all) {
      secret.putAll(all);
      return this;
    }

    List<TradingRecord> records() {
      String scope = firm + "/" + order.or(() -> request).or(() -> client).orElse("none");
      return List.of(
          new TradingRecord(
              position,
              part,
              at,
              participant.value(),
              firm,
              kind,
              exec,
              order,
              client,
              request,
              trade,
              open,
              secret,
              scope));
    }
  }
}
