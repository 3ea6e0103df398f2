package obscura.engine.core.venue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import obscura.domain.VenueCode;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;

/** An event as one line that a FIX person can read: who hears what. */
final class Transcript {
  private Transcript() {}

  static String line(VenueEvent event) {
    return switch (event) {
      case OrderEvent e -> e.participant() + " < " + order(e);
      case RequestEvent e -> e.participant() + " < " + request(e);
      case TradeEvent e ->
          e.trade().sides().stream()
                  .map(leg -> leg.participant().value())
                  .collect(Collectors.joining(" "))
              + " < "
              + trade(e);
      case AccessEvent e -> access(e);
      case StandingEvent e ->
          "(stands " + e.getClass().getSimpleName() + " " + e.participant() + ")";
      case WorkEvent.JobOrdered e -> "parties < " + e.job().getClass().getSimpleName();
    };
  }

  private static String order(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderReported e ->
          "8 150="
              + e.type().fix()
              + " 39="
              + e.order().status().fix()
              + " 11="
              + e.clientId()
              + e.originalId().map(id -> " 41=" + id).orElse("")
              + e.statusRequest().map(id -> " 790=" + id).orElse("")
              + code(e.code());
      case OrderEvent.OrderFilled e ->
          "8 150=F 39="
              + e.order().status().fix()
              + " 11="
              + e.order().clientId()
              + " 527="
              + e.trade();
      case OrderEvent.OrderRefused e ->
          "8 150=8 39=8 11="
              + e.clientId()
              + (e.code().isEmpty() ? " by the parties" : code(e.code()));
      case OrderEvent.CancelRefused e ->
          "9 434="
              + (e.replace() ? 2 : 1)
              + " 11="
              + e.clientId()
              + " 41="
              + e.originalId()
              + " 39="
              + e.order().map(o -> o.status().fix()).orElse('8')
              + " 102="
              + e.reason().fix()
              + code(e.code());
      case OrderEvent.MassCancelScoped e -> "which of " + names(e.open()) + " 11=" + e.clientId();
      case OrderEvent.MassCancelAnswered e ->
          "r 11=" + e.clientId() + " 533=" + e.count() + code(e.code());
      case OrderEvent.OrdersReported e -> "8s 584=" + e.requestId() + " " + names(e.open());
      case OrderEvent.OrderUnknown e -> "8 150=I 37=NONE 11=" + e.clientId();
      case OrderEvent.MessageRefused e -> "j " + e.reference() + code(Optional.of(e.code()));
    };
  }

  private static String request(RequestEvent event) {
    return switch (event) {
      case RequestEvent.RequestOpened e -> "AI 297=10 131=" + e.requestId();
      case RequestEvent.RequestRefused e ->
          "AG 658="
              + e.reason()
              + " 131="
              + e.requestId()
              + (e.code().isEmpty() ? " by the parties" : code(e.code()));
      case RequestEvent.MakerAsked e -> "R 131=" + e.alias();
      case RequestEvent.QuoteReported e ->
          "AI 297=" + e.status().fix() + " 117=" + e.quoteId() + code(e.code());
      case RequestEvent.QuoteShown e -> "S 117=" + e.quoteId() + " 131=" + e.requestId();
      case RequestEvent.RequestEnded e -> "ended " + e.end() + " 131=" + e.requestId();
      case RequestEvent.MakerReleased e -> "released " + e.release() + " 117=" + e.quoteId();
      case RequestEvent.MakerPassed e -> "(passed) 131=" + e.alias();
      case RequestEvent.QuoteStatusAnswered e ->
          "AI 297=" + e.status().fix() + " for " + e.reference();
    };
  }

  private static String trade(TradeEvent event) {
    String id = " 880=" + event.trade().id() + " 20030=" + event.trade().settlement().code();
    return switch (event) {
      case TradeEvent.TradeAgreed e -> "AE 487=0" + id;
      case TradeEvent.SettlementAdvanced e -> "AE 487=2" + id;
      case TradeEvent.SettlementRetried e -> "AE 487=2" + id;
      case TradeEvent.TradeBusted e -> "8 150=H" + id;
    };
  }

  private static String access(AccessEvent event) {
    return switch (event) {
      case AccessEvent.ParticipantChanged e -> "(participant " + e.participant().id() + ")";
      case AccessEvent.InstrumentListed e -> "listed " + e.instrument().symbol();
      case AccessEvent.InstrumentChanged e ->
          "all < " + e.instrument().symbol() + (e.halted() ? " halted" : " trades");
      case AccessEvent.TradingSwitched e -> "all < h 340=" + (e.halted() ? 1 : 2);
      case AccessEvent.ModeChanged e -> "(permissioned " + e.permissioned() + ")";
      case AccessEvent.SessionChanged e -> "(" + e.participant() + (e.open() ? " on)" : " off)");
      case AccessEvent.EngineChanged e -> "all < engine " + (e.available() ? "back" : "away");
      case AccessEvent.SessionActOrdered e ->
          "gateway < " + e.act().act() + " " + e.act().participant();
      case AccessEvent.OperatorAnswered e ->
          e.operation().operator() + " < " + (e.done() ? "done: " : "refused: ") + e.text();
      case AccessEvent.OrdersListed e -> e.operation().operator() + " < " + names(e.orders());
      case AccessEvent.StatusTold e ->
          e.operation().operator()
              + " < "
              + (e.halted() ? "halted, " : "open, ")
              + (e.permissioned() ? "permissioned, engine " : "permissionless, engine ")
              + (e.engineAvailable() ? "here, " : "away, ")
              + List.of(e.openOrders(), e.openRequests(), e.outstandingJobs(), e.unsettledTrades());
      case AccessEvent.AlertRaised e -> "compliance < " + e.kind() + " " + e.participant();
    };
  }

  private static String names(List<Order> orders) {
    return orders.stream().map(o -> o.clientId().value()).toList().toString();
  }

  private static String code(Optional<VenueCode> code) {
    return code.map(c -> " 20040=" + c.code()).orElse("");
  }
}
