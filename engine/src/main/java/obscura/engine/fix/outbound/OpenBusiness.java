package obscura.engine.fix.outbound;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import obscura.domain.ParticipantId;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderEvent.OrderFilled;
import obscura.engine.core.OrderEvent.OrderReported;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.MakerAsked;
import obscura.engine.core.RequestEvent.MakerReleased;
import obscura.engine.core.RequestEvent.QuoteReported;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.RequestEvent.RequestEnded;
import obscura.engine.core.RequestEvent.RequestOpened;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.Trade.Leg;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.EventConsumer;

/**
 * Which participants have an open order, a live request or quote, or an unsettled trade: they may
 * not restart their sequence within the week (rules of engagement 1.7). Keeps nothing on disk: it
 * is told what stands open at each start. Any thread may ask.
 */
public final class OpenBusiness implements EventConsumer {
  private final Map<ParticipantId, Set<Object>> open = new ConcurrentHashMap<>();
  private final Map<Asked, Object> requests = new ConcurrentHashMap<>();

  private volatile long last;

  /** A maker's part in a request, by the alias it was asked under. */
  private record Asked(ParticipantId maker, Object alias) {}

  @Override
  public String name() {
    return "fix-open-business";
  }

  @Override
  public long finished() {
    return last;
  }

  /** Whether nothing of this participant is open, live or unsettled. */
  public boolean isIdle(ParticipantId participant) {
    return open.getOrDefault(participant, Set.of()).isEmpty();
  }

  @Override
  public void accept(long position, VenueEvent event) {
    last = Math.max(last, position);
    switch (event) {
      case OrderReported e -> order(e.order());
      case OrderFilled e -> order(e.order());
      case OrderEvent _ -> {}
      case RequestEvent e -> request(e);
      case TradeEvent e -> trade(e.trade());
      case StandingEvent e -> stands(e);
      case obscura.engine.core.AccessEvent _ -> {}
      case obscura.engine.core.WorkEvent _ -> {}
    }
  }

  private void stands(StandingEvent event) {
    switch (event) {
      case StandingEvent.OrderStands e -> order(e.order());
      case StandingEvent.RequestStands e -> set(e.participant(), e.rfq(), true);
      case StandingEvent.InvitationStands e -> {
        requests.put(new Asked(e.participant(), e.alias()), e.rfq());
        set(e.participant(), e.rfq(), e.quoted());
      }
      case StandingEvent.TradeStands e -> set(e.participant(), e.trade(), true);
    }
  }

  private void order(Order order) {
    set(order.participant(), order.id(), order.status().isOpen());
  }

  private void request(RequestEvent event) {
    switch (event) {
      case RequestOpened e -> set(e.participant(), e.rfq(), true);
      case RequestEnded e -> set(e.participant(), e.rfq(), false);
      case MakerAsked e -> requests.put(new Asked(e.participant(), e.alias()), e.rfq());
      case QuoteReported e -> quote(e);
      case MakerReleased e -> {
        requests.remove(new Asked(e.participant(), e.alias()));
        set(e.participant(), e.rfq(), false);
      }
      case RequestEvent.RequestRefused _ -> {}
      case RequestEvent.QuoteShown _ -> {}
      case RequestEvent.MakerPassed e -> requests.remove(new Asked(e.participant(), e.alias()));
      case RequestEvent.QuoteStatusAnswered _ -> {}
    }
  }

  private void quote(QuoteReported e) {
    Object rfq =
        e.alias().map(alias -> requests.get(new Asked(e.participant(), alias))).orElse(null);
    if (rfq != null && e.status() == QuoteStatus.ACCEPTED) {
      set(e.participant(), rfq, true);
    } else if (rfq != null && e.status() != QuoteStatus.REJECTED) {
      set(e.participant(), rfq, false);
    }
  }

  private void trade(Trade trade) {
    for (Leg leg : trade.sides()) {
      trade.rfq().ifPresent(rfq -> set(leg.participant(), rfq, false));
      set(leg.participant(), trade.id(), !trade.settlement().isFinal());
    }
  }

  private void set(ParticipantId participant, Object business, boolean isOpen) {
    Set<Object> all = open.computeIfAbsent(participant, _ -> ConcurrentHashMap.newKeySet());
    if (isOpen) {
      all.add(business);
    } else {
      all.remove(business);
    }
  }
}
