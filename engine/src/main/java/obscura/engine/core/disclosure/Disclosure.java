package obscura.engine.core.disclosure;

import obscura.engine.core.AccessEvent;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;

/**
 * The disclosure table of the venue: event to audience. No adapter chooses whom it tells. What of
 * an event a member of the audience may read (a fill, the terms of a request) the three parties
 * decide again, each by itself, when it asks for the values.
 */
public final class Disclosure {
  private Disclosure() {}

  public static Audience of(VenueEvent event) {
    return switch (event) {
      case OrderEvent e -> of(e);
      case RequestEvent e -> of(e);
      case TradeEvent e -> sides(e.trade());
      case AccessEvent e -> of(e);
      case StandingEvent e -> Audience.NOBODY;
      case WorkEvent e -> Audience.NOBODY;
    };
  }

  /** An order is its owner's business alone. */
  private static Audience of(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderReported e -> Audience.of(e.participant());
      case OrderEvent.OrderFilled e -> Audience.of(e.participant());
      case OrderEvent.OrderRefused e -> Audience.of(e.participant());
      case OrderEvent.CancelRefused e -> Audience.of(e.participant());
      case OrderEvent.MassCancelScoped e -> Audience.of(e.participant());
      case OrderEvent.MassCancelAnswered e -> Audience.of(e.participant());
      case OrderEvent.OrdersReported e -> Audience.of(e.participant());
      case OrderEvent.OrderUnknown e -> Audience.of(e.participant());
      case OrderEvent.MessageRefused e -> Audience.of(e.participant());
    };
  }

  /** The taker hears of its request, each maker of its own part in it; nobody of a maker's pass. */
  private static Audience of(RequestEvent event) {
    return switch (event) {
      case RequestEvent.RequestOpened e -> Audience.of(e.participant());
      case RequestEvent.RequestRefused e -> Audience.of(e.participant());
      case RequestEvent.MakerAsked e -> Audience.of(e.participant());
      case RequestEvent.QuoteReported e -> Audience.of(e.participant());
      case RequestEvent.QuoteShown e -> Audience.of(e.participant());
      case RequestEvent.RequestEnded e -> Audience.of(e.participant());
      case RequestEvent.MakerReleased e -> Audience.of(e.participant());
      case RequestEvent.MakerPassed e -> Audience.NOBODY;
      case RequestEvent.QuoteStatusAnswered e -> Audience.of(e.participant());
    };
  }

  /** Both sides of a trade, and they alone. */
  private static Audience sides(Trade trade) {
    return new Audience(trade.sides().stream().map(Trade.Leg::participant).toList(), false);
  }

  private static Audience of(AccessEvent event) {
    return switch (event) {
      case AccessEvent.InstrumentChanged e -> Audience.EVERYBODY;
      case AccessEvent.TradingSwitched e -> Audience.EVERYBODY;
      case AccessEvent.EngineChanged e -> Audience.EVERYBODY;
      case AccessEvent.ParticipantChanged e -> Audience.NOBODY;
      case AccessEvent.ModeChanged e -> Audience.NOBODY;
      case AccessEvent.SessionChanged e -> Audience.NOBODY;
      case AccessEvent.SessionActOrdered e -> Audience.NOBODY;
      case AccessEvent.OperatorAnswered e -> Audience.NOBODY;
      case AccessEvent.InstrumentListed e -> Audience.NOBODY;
      case AccessEvent.OrdersListed e -> Audience.NOBODY;
      case AccessEvent.StatusTold e -> Audience.NOBODY;
      case AccessEvent.AlertRaised e -> Audience.NOBODY;
    };
  }
}
