package obscura.engine.core.trading;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Order;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.StandingEvent;

/** All orders of the week, and the numbers that are given to orders and reports. */
public final class Orders {
  /** What {@link Orders} knows; taken whole into snapshots. */
  public static final class State {
    long lastOrder;
    long lastExec;
    final Map<OrderId, Order> orders = new LinkedHashMap<>();
    final Map<OwnId, OrderId> byClientId = new LinkedHashMap<>();
    final Map<Handle, OrderId> byTerms = new LinkedHashMap<>();
    final Map<ParticipantId, Map<OrderId, Boolean>> open = new LinkedHashMap<>();
  }

  /** A ClOrdID and whose it is. */
  public record OwnId(ParticipantId participant, ClientId clientId) {}

  private final State state;

  public Orders(State state) {
    this.state = state;
  }

  public OrderId nextId() {
    return new OrderId(++state.lastOrder);
  }

  public ExecId nextExec() {
    return new ExecId(++state.lastExec);
  }

  /** Enters an order, or replaces what is known of it. */
  public void put(Order order) {
    state.orders.put(order.id(), order);
    name(order);
    state.byTerms.put(order.terms(), order.id());
    if (order.status().isOpen()) {
      state
          .open
          .computeIfAbsent(order.participant(), p -> new LinkedHashMap<>())
          .put(order.id(), true);
    } else {
      Map<OrderId, Boolean> own = state.open.get(order.participant());
      if (own != null) {
        own.remove(order.id());
      }
    }
  }

  /** Takes note that a trade of an order was busted; gives the order as it stands then. */
  Order bust(OrderId id, Handle fill) {
    Order busted = get(id).orElseThrow().busted(fill);
    state.orders.put(id, busted);
    return busted;
  }

  /** A maker's quote id may be the ClOrdID of one of its open orders: that order keeps it. */
  private void name(Order order) {
    var name = new OwnId(order.participant(), order.clientId());
    boolean taken =
        byClientId(order.participant(), order.clientId())
            .filter(known -> known.status().isOpen() && !known.id().equals(order.id()))
            .isPresent();
    if (!taken) {
      state.byClientId.put(name, order.id());
    }
  }

  public Optional<Order> get(OrderId id) {
    return Optional.ofNullable(state.orders.get(id));
  }

  /** The order that a ClOrdID names, now or before a replacement. */
  public Optional<Order> byClientId(ParticipantId participant, ClientId clientId) {
    return Optional.ofNullable(state.byClientId.get(new OwnId(participant, clientId)))
        .flatMap(this::get);
  }

  public Optional<Order> byTerms(Handle terms) {
    return Optional.ofNullable(state.byTerms.get(terms)).flatMap(this::get);
  }

  /** Open orders of a participant, oldest first. */
  public List<Order> open(ParticipantId participant) {
    return state.open.getOrDefault(participant, Map.of()).keySet().stream()
        .map(state.orders::get)
        .toList();
  }

  /** Open orders of everybody, oldest first within each participant. */
  public List<Order> open() {
    return state.open.keySet().stream().flatMap(p -> open(p).stream()).toList();
  }

  /** Orders that were reported as open and can still be filled. */
  public List<StandingEvent> standing(Instant at) {
    return open().stream()
        .filter(order -> order.status() != OrderStatus.SUBMITTED)
        .<StandingEvent>map(order -> new StandingEvent.OrderStands(at, order))
        .toList();
  }

  /** Forgets orders that are not open any more, but for these: at the turn of the week. */
  public void forgetClosed(Set<OrderId> kept) {
    state.orders.values().removeIf(order -> !order.status().isOpen() && !kept.contains(order.id()));
    state.byClientId.values().removeIf(id -> !state.orders.containsKey(id));
    state.byTerms.values().removeIf(id -> !state.orders.containsKey(id));
  }
}
