package obscura.engine.fix.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderEvent.CancelRefused;
import obscura.engine.core.OrderEvent.MassCancelScoped;
import obscura.engine.core.OrderEvent.OrderFilled;
import obscura.engine.core.OrderEvent.OrderRefused;
import obscura.engine.core.OrderEvent.OrderReported;
import obscura.engine.core.OrderEvent.OrdersReported;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;
import obscura.engine.port.Secrets;

/** Which values the reports of an event need, and to whom they are opened. */
final class Questions {
  private Questions() {}

  static List<Question> of(VenueEvent event) {
    return switch (event) {
      case OrderEvent e -> ask(e.participant(), ofOrder(e));
      case RequestEvent e -> ask(e.participant(), ofRequest(e));
      case TradeEvent.TradeBusted e -> ofBust(e);
      case TradeEvent e -> ofTrade(e.trade());
      case AccessEvent _ -> List.of();
      case StandingEvent _ -> List.of();
      case WorkEvent _ -> List.of();
    };
  }

  private static List<Question> ask(ParticipantId participant, List<Handle> handles) {
    return handles.isEmpty() ? List.of() : List.of(new Question(participant.value(), handles));
  }

  private static List<Handle> ofOrder(OrderEvent event) {
    return switch (event) {
      case OrderReported e -> all(e.order());
      case OrderFilled e -> all(e.order());
      case OrderRefused e -> list(e.terms());
      case CancelRefused e -> e.code().isPresent() ? List.of() : list(e.terms());
      case MassCancelScoped e -> e.open().stream().map(Order::terms).toList();
      case OrdersReported e -> e.open().stream().flatMap(order -> all(order).stream()).toList();
      case OrderEvent.MassCancelAnswered _ -> List.of();
      case OrderEvent.OrderUnknown _ -> List.of();
      case OrderEvent.MessageRefused _ -> List.of();
    };
  }

  private static List<Handle> all(Order order) {
    List<Handle> handles = new ArrayList<>(order.fills().size() + 1);
    handles.add(order.terms());
    handles.addAll(order.fills());
    return handles;
  }

  private static List<Handle> ofRequest(RequestEvent event) {
    return switch (event) {
      case RequestEvent.RequestOpened e -> List.of(e.terms());
      case RequestEvent.RequestRefused e -> list(e.terms());
      case RequestEvent.MakerAsked e -> List.of(e.terms());
      case RequestEvent.QuoteReported e -> e.terms();
      case RequestEvent.QuoteShown e ->
          Stream.of(e.oneWay(), e.offer(), e.bid()).flatMap(Optional::stream).toList();
      case RequestEvent.RequestEnded e ->
          Stream.concat(Stream.of(e.terms()), e.available().stream()).toList();
      case RequestEvent.MakerReleased e -> List.of(e.terms());
      case RequestEvent.MakerPassed _ -> List.of();
      case RequestEvent.QuoteStatusAnswered e -> list(e.terms());
    };
  }

  private static List<Handle> list(Optional<Handle> handle) {
    return handle.stream().toList();
  }

  private static List<Question> ofBust(TradeEvent.TradeBusted e) {
    return e.orders().stream()
        .map(order -> new Question(order.participant().value(), all(order)))
        .toList();
  }

  private static List<Question> ofTrade(Trade trade) {
    List<Question> questions = new ArrayList<>();
    List<Handle> both = new ArrayList<>();
    both.add(trade.fill());
    for (Trade.Leg leg : trade.sides()) {
      questions.add(new Question(leg.participant().value(), List.of(trade.fill(), leg.terms())));
      both.add(leg.terms());
    }
    if (trade.privacy() == PrivacyLevel.TRANSPARENT) {
      questions.add(new Question(Secrets.COMPLIANCE, both));
    }
    return questions;
  }
}
