package obscura.engine.core.trading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.Turn;
import obscura.engine.core.WorldCommand.RecordSettlement;

/** Makes trades of fills and follows their settlement. */
public final class Trades {
  /** What {@link Trades} knows; taken whole into snapshots. */
  public static final class State {
    long last;

    /** Trades whose settlement is not final. */
    final Map<TradeId, Trade> unsettled = new LinkedHashMap<>();

    /** Trades of this week whose time ran out: nothing moved, and both sides still want them. */
    final Map<TradeId, Trade> reclaimed = new LinkedHashMap<>();
  }

  private final State state;
  private final Orders orders;

  public Trades(State state, Orders orders) {
    this.state = state;
    this.orders = orders;
  }

  /** Two orders as they stand after a fill that both had last. */
  public void agree(Turn turn, Order incoming, Order contra, Handle fill, Optional<RfqId> rfq) {
    var id = new TradeId(++state.last);
    ExecId first = orders.nextExec();
    ExecId second = orders.nextExec();
    turn.emit(new OrderEvent.OrderFilled(turn.at(), incoming, first, id));
    turn.emit(new OrderEvent.OrderFilled(turn.at(), contra, second, id));
    var trade =
        new Trade(
            id,
            turn.at(),
            fill,
            stricter(incoming.privacy(), contra.privacy()),
            rfq,
            List.of(leg(incoming, first), leg(contra, second)),
            SettlementState.MATCHED,
            0,
            0);
    state.unsettled.put(id, trade);
    turn.emit(new TradeEvent.TradeAgreed(turn.at(), trade));
  }

  private static Trade.Leg leg(Order order, ExecId exec) {
    ClientId clientId = order.clientId();
    return new Trade.Leg(
        order.participant(), order.firm(), order.id(), clientId, order.terms(), exec);
  }

  private static PrivacyLevel stricter(PrivacyLevel a, PrivacyLevel b) {
    if (a == PrivacyLevel.SHIELDED || b == PrivacyLevel.SHIELDED) {
      return PrivacyLevel.SHIELDED;
    }
    return a == PrivacyLevel.COMPLIANT ? a : b;
  }

  /** Settlement moved on. What is final stays; an answer told twice or late changes nothing. */
  public void record(Turn turn, RecordSettlement c) {
    Trade trade = state.unsettled.get(c.trade());
    if (trade == null || !trade.settlement().mayBecome(c.state())) {
      return;
    }
    Trade next = trade.settled(c.state(), c.failCode(), c.chain());
    if (c.state().isFinal()) {
      state.unsettled.remove(c.trade());
    } else {
      state.unsettled.put(c.trade(), next);
    }
    turn.emit(new TradeEvent.SettlementAdvanced(turn.at(), next));
    if (c.state() == SettlementState.FAILED) {
      bust(turn, next);
    }
    if (c.state() == SettlementState.RECLAIMED) {
      state.reclaimed.put(c.trade(), next);
    }
  }

  /**
   * Takes up a trade again that was reclaimed: the chain can no longer settle the attempt before,
   * and nobody was told of a bust.
   *
   * @return why not; empty if it is tried again
   */
  public Optional<String> retry(Turn turn, TradeId id) {
    Trade open = state.unsettled.get(id);
    if (open != null) {
      return Optional.of(id + " is " + open.settlement() + ": its settlement goes on by itself");
    }
    if (id.value() < 1 || id.value() > state.last) {
      return Optional.of("there is no trade " + id);
    }
    Trade reclaimed = state.reclaimed.remove(id);
    if (reclaimed == null) {
      return Optional.of(
          id + " was not reclaimed this week: what is settled, or busted to both sides, stays so");
    }
    Trade again = reclaimed.settled(SettlementState.DROPPED, 0, Optional.empty());
    state.unsettled.put(id, again);
    turn.emit(new TradeEvent.SettlementRetried(turn.at(), again));
    return Optional.empty();
  }

  /** A new week: what was reclaimed in the last one stays so. */
  public void forgetReclaimed() {
    state.reclaimed.clear();
  }

  private void bust(Turn turn, Trade trade) {
    ExecId first = orders.nextExec();
    ExecId second = orders.nextExec();
    List<Order> busted =
        trade.sides().stream().map(leg -> orders.bust(leg.order(), trade.fill())).toList();
    turn.emit(new TradeEvent.TradeBusted(turn.at(), trade, first, second, busted));
  }

  /** Orders whose trades are not final, or may be tried again: a bust must still find them. */
  public Set<OrderId> unsettledOrders() {
    return Stream.concat(state.unsettled.values().stream(), state.reclaimed.values().stream())
        .flatMap(trade -> trade.sides().stream())
        .map(Trade.Leg::order)
        .collect(Collectors.toSet());
  }

  /** Both sides of every trade whose settlement is not final. */
  public List<StandingEvent> standing(Instant at) {
    List<StandingEvent> all = new ArrayList<>();
    for (Trade trade : state.unsettled.values()) {
      trade
          .sides()
          .forEach(
              leg -> all.add(new StandingEvent.TradeStands(at, leg.participant(), trade.id())));
    }
    return all;
  }

  /** Number of trades whose settlement is not final. */
  public int unsettled() {
    return state.unsettled.size();
  }
}
