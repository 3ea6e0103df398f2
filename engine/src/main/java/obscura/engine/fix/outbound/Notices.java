package obscura.engine.fix.outbound;

import java.util.List;
import java.util.Set;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.AccessEvent.AlertRaised;
import obscura.engine.core.AccessEvent.EngineChanged;
import obscura.engine.core.AccessEvent.InstrumentChanged;
import obscura.engine.core.AccessEvent.ModeChanged;
import obscura.engine.core.AccessEvent.OperatorAnswered;
import obscura.engine.core.AccessEvent.ParticipantChanged;
import obscura.engine.core.AccessEvent.SessionActOrdered;
import obscura.engine.core.AccessEvent.SessionChanged;
import obscura.engine.core.AccessEvent.TradingSwitched;
import obscura.engine.core.ParticipantKind;
import obscura.engine.port.Directory;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Headline;
import quickfix.field.NoLinesOfText;
import quickfix.field.SecurityTradingStatus;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TradSesStatus;
import quickfix.field.TradingSessionID;
import quickfix.field.TransactTime;

/** Renders f, h and B: what everybody who trades is told (rules of engagement 6.4). */
final class Notices {
  private static final Set<ParticipantKind> TRADERS =
      Set.of(ParticipantKind.TRADE, ParticipantKind.MAKER);
  private static final Set<ParticipantKind> OFFICERS = Set.of(ParticipantKind.COMPL);
  private static final int HALTED = 1;
  private static final int OPEN = 2;
  private static final int HALT = 2;
  private static final int RESUME = 3;

  private final Directory directory;

  Notices(Directory directory) {
    this.directory = directory;
  }

  List<Told> render(AccessEvent event) {
    return switch (event) {
      case InstrumentChanged e -> all(TRADERS, () -> securityStatus(e));
      case TradingSwitched e -> all(TRADERS, () -> sessionStatus(e.halted(), ""));
      case EngineChanged e -> all(TRADERS, () -> engine(e));
      case AlertRaised e -> all(OFFICERS, () -> alert(e));
      case ParticipantChanged _ -> List.of();
      case ModeChanged _ -> List.of();
      case SessionChanged _ -> List.of();
      case SessionActOrdered _ -> List.of();
      case OperatorAnswered _ -> List.of();
      case AccessEvent.InstrumentListed _ -> List.of();
      case AccessEvent.OrdersListed _ -> List.of();
      case AccessEvent.StatusTold _ -> List.of();
    };
  }

  private List<Told> all(Set<ParticipantKind> kinds, java.util.function.Supplier<Draft> draft) {
    return directory.participants().stream()
        .filter(participant -> kinds.contains(participant.kind()))
        .map(participant -> Told.once(participant.id(), participant.firm(), draft.get()))
        .toList();
  }

  private static Draft securityStatus(InstrumentChanged e) {
    return new Draft("f")
        .put(Symbol.FIELD, e.instrument().symbol())
        .put(SecurityTradingStatus.FIELD, e.halted() ? HALT : RESUME)
        .put(TransactTime.FIELD, e.at())
        .put(Text.FIELD, e.halted() ? "resting orders stay" : "open for orders and requests");
  }

  private static Draft sessionStatus(boolean halted, String text) {
    return new Draft("h")
        .put(TradingSessionID.FIELD, "DAY")
        .put(TradSesStatus.FIELD, halted ? HALTED : OPEN)
        .maybe(Text.FIELD, text);
  }

  /** TradingSessionStatus(h) at logon, with the throttles in words (1.9). */
  static Message atLogon(boolean halted, String throttles) {
    return sessionStatus(halted, throttles).message();
  }

  private static Draft engine(EngineChanged e) {
    return e.available()
        ? news("CONFIDENTIAL ENGINE AVAILABLE", "orders and requests are accepted again")
        : news("CONFIDENTIAL ENGINE NOT AVAILABLE", "nothing new is accepted until it is back");
  }

  private static Draft alert(AlertRaised e) {
    return news("ALERT " + e.kind().fix() + " " + e.kind(), e.participant() + " " + e.reference());
  }

  private static Draft news(String headline, String line) {
    Group text = new Group(NoLinesOfText.FIELD, Text.FIELD, new int[] {Text.FIELD, 0});
    text.setString(Text.FIELD, line);
    return new Draft("B").put(Headline.FIELD, headline).add(text);
  }
}
