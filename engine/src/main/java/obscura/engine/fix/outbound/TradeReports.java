package obscura.engine.fix.outbound;

import java.util.ArrayList;
import java.util.List;
import obscura.domain.Instrument;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.engine.core.ExecId;
import obscura.engine.core.Order;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.Trade;
import obscura.engine.core.Trade.Leg;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.TradeEvent.SettlementAdvanced;
import obscura.engine.core.TradeEvent.TradeAgreed;
import obscura.engine.core.TradeEvent.TradeBusted;
import obscura.engine.port.Directory;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import quickfix.Group;
import quickfix.field.ClOrdID;
import quickfix.field.ExecID;
import quickfix.field.ExecRefID;
import quickfix.field.ExecType;
import quickfix.field.LastPx;
import quickfix.field.LastQty;
import quickfix.field.NoPartyIDs;
import quickfix.field.NoSides;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
import quickfix.field.PartyID;
import quickfix.field.PartyIDSource;
import quickfix.field.PartyRole;
import quickfix.field.PreviouslyReported;
import quickfix.field.SecondaryExecID;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TradeDate;
import quickfix.field.TradeReportID;
import quickfix.field.TradeReportRefID;
import quickfix.field.TradeReportTransType;
import quickfix.field.TradeReportType;
import quickfix.field.TransactTime;
import quickfix.field.TrdMatchID;

/** Renders AE, and 8 with 150=H, from opened values alone (rules of engagement 5.2). */
final class TradeReports {
  private static final int[] SIDE_ORDER = {
    Side.FIELD, OrderID.FIELD, ClOrdID.FIELD, NoPartyIDs.FIELD, Text.FIELD, 0
  };
  private static final int[] PARTY_ORDER = {PartyID.FIELD, PartyIDSource.FIELD, PartyRole.FIELD, 0};
  private static final String CONTRA_FIRM = "17";
  private static final String ORIGINATING_FIRM = "13";
  private static final String ORIGINATING_TRADER = "11";

  private final Directory directory;
  private final Instruments instruments;
  private final OrderReports orders;

  TradeReports(Directory directory, OrderReports orders) {
    this.directory = directory;
    this.orders = orders;
    this.instruments = new Instruments(directory);
  }

  List<Told> render(TradeEvent event, Opened opened) {
    return switch (event) {
      case TradeAgreed e -> captured(e, opened);
      case SettlementAdvanced e -> captured(e, opened);
      case TradeEvent.SettlementRetried e -> captured(e, opened);
      case TradeBusted e -> busted(e, opened);
    };
  }

  private List<Told> captured(TradeEvent event, Opened opened) {
    Trade trade = event.trade();
    List<Told> told = new ArrayList<>();
    for (Leg leg : trade.sides()) {
      told.add(Told.copied(leg.participant(), leg.firm(), ownSide(event, leg, opened)));
    }
    if (trade.privacy() == PrivacyLevel.TRANSPARENT && opened.knows(Secrets.COMPLIANCE)) {
      for (Participant officer : directory.participants()) {
        if (officer.kind() == ParticipantKind.COMPL) {
          told.add(Told.once(officer.id(), officer.firm(), bothSides(event, opened)));
        }
      }
    }
    return told;
  }

  private Draft ownSide(TradeEvent event, Leg leg, Opened opened) {
    Trade trade = event.trade();
    String owner = leg.participant().value();
    Terms terms = opened.terms(owner, leg.terms());
    Group side = side(trade, leg, terms);
    if (trade.privacy() == PrivacyLevel.TRANSPARENT) {
      trade.sides().stream()
          .filter(other -> !other.equals(leg))
          .forEach(other -> side.addGroup(party(other.firm().value(), CONTRA_FIRM)));
    }
    return capture(event, instruments.of(terms), opened.terms(owner, trade.fill()))
        .put(ExecID.FIELD, leg.exec().toString())
        .add(side);
  }

  private Draft bothSides(TradeEvent event, Opened opened) {
    Trade trade = event.trade();
    Terms fill = opened.terms(Secrets.COMPLIANCE, trade.fill());
    Terms first = opened.terms(Secrets.COMPLIANCE, trade.sides().getFirst().terms());
    Draft draft = capture(event, instruments.of(first), fill);
    for (Leg leg : trade.sides()) {
      Group side = side(trade, leg, opened.terms(Secrets.COMPLIANCE, leg.terms()));
      side.addGroup(party(leg.firm().value(), ORIGINATING_FIRM));
      side.addGroup(party(leg.participant().value(), ORIGINATING_TRADER));
      draft.add(side);
    }
    return draft;
  }

  private static Draft capture(TradeEvent event, Instrument instrument, Terms fill) {
    Trade trade = event.trade();
    Draft draft =
        new Draft("AE")
            .put(TradeReportID.FIELD, trade.reportId(trade.reports()))
            .put(TradeReportTransType.FIELD, trade.reports() == 0 ? "0" : "2")
            .put(TradeReportType.FIELD, "0")
            .put(TrdMatchID.FIELD, trade.id().toString())
            .put(ExecType.FIELD, trade.settlement() == SettlementState.FAILED ? 'H' : 'F')
            .put(PreviouslyReported.FIELD, "N")
            .put(Symbol.FIELD, instrument.symbol())
            .put(LastQty.FIELD, Amounts.plain(instrument.quantity(fill.lots())))
            .put(LastPx.FIELD, Amounts.plain(instrument.price(fill.ticks())))
            .put(TradeDate.FIELD, FixTime.date(trade.at()))
            .put(TransactTime.FIELD, event.at());
    return trade.reports() == 0
        ? draft
        : draft.put(TradeReportRefID.FIELD, trade.reportId(trade.reports() - 1));
  }

  private static Group side(Trade trade, Leg leg, Terms terms) {
    Group side = new Group(NoSides.FIELD, Side.FIELD, SIDE_ORDER);
    side.setString(Side.FIELD, String.valueOf(OrderReports.side(terms)));
    side.setString(OrderID.FIELD, leg.order().toString());
    side.setString(ClOrdID.FIELD, leg.clientId().value());
    side.setString(Text.FIELD, Words.settlement(trade));
    return side;
  }

  private static Group party(String id, String role) {
    Group party = new Group(NoPartyIDs.FIELD, PartyID.FIELD, PARTY_ORDER);
    party.setString(PartyID.FIELD, id);
    party.setString(PartyIDSource.FIELD, "D");
    party.setString(PartyRole.FIELD, role);
    return party;
  }

  /** The AE has told the bust already where an old log does not say how the orders stand. */
  private List<Told> busted(TradeBusted e, Opened opened) {
    return e.orders().isEmpty()
        ? List.of()
        : List.of(busted(e, 0, e.firstExec(), opened), busted(e, 1, e.secondExec(), opened));
  }

  /** How the order stands without the busted fill. */
  private Told busted(TradeBusted e, int side, ExecId exec, Opened opened) {
    Trade trade = e.trade();
    Order order = e.orders().get(side);
    Terms fill = opened.terms(order.participant().value(), trade.fill());
    Amounts amounts = orders.amounts(order, opened);
    return Told.copied(
        order.participant(),
        order.firm(),
        OrderReports.report(order, amounts, e.at())
            .put(ClOrdID.FIELD, order.clientId().value())
            .put(SecondaryExecID.FIELD, trade.id().toString())
            .put(ExecID.FIELD, exec.toString())
            .put(ExecRefID.FIELD, trade.sides().get(side).exec().toString())
            .put(ExecType.FIELD, 'H')
            .put(OrdStatus.FIELD, order.ordStatus())
            .put(LastQty.FIELD, amounts.quantity(fill.lots()))
            .put(LastPx.FIELD, amounts.price(fill.ticks()))
            .put(Text.FIELD, Words.settlement(trade)));
  }
}
