package obscura.engine.core.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.CancelRefusal;
import obscura.engine.core.Ending;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.JobOutcome.Matched;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand.CancelOrder;
import obscura.engine.core.OrderCommand.MassCancel;
import obscura.engine.core.OrderCommand.QueryOrder;
import obscura.engine.core.OrderCommand.QueryOrders;
import obscura.engine.core.OrderCommand.ReplaceOrder;
import obscura.engine.core.OrderCommand.ResolveMassCancel;
import obscura.engine.core.OrderCommand.SubmitOrder;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderExpiry;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.ReportType;
import obscura.engine.core.Stamp;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.IdKind;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Orders.OwnId;
import obscura.engine.core.trading.Trades;

/**
 * The dark pool (rules of engagement 4): orders the parties' work on the hidden book and turns what
 * they opened into reports. What it cannot know it does not ask: who would match whom, and at what
 * price, comes only out of a job.
 */
public final class DarkPool {
  /** What {@link DarkPool} knows; taken whole into snapshots. */
  public static final class State {
    long lastArrival;
    final Map<OrderId, Change> changes = new LinkedHashMap<>();

    /** What has to be done to an order when its present change is through. */
    final Map<OrderId, Change> afterwards = new LinkedHashMap<>();

    final TreeMap<Instant, Set<OrderId>> expiries = new TreeMap<>();

    /** Mass cancels of one instrument that the gateway has not resolved yet. */
    final Set<OwnId> scoped = new LinkedHashSet<>();

    /** Whether a resting order may have contras that it has not met. */
    boolean sweepDue;

    /** Whether a sweep is not answered yet. */
    boolean sweepOrdered;

    /** Jobs answered since a sweep became due. */
    int sweepWaits;
  }

  private static final Duration FURTHEST_EXPIRY = Duration.ofDays(30);

  /** When to ask again if the parties' clocks say that an order has not expired yet. */
  private static final Duration EXPIRE_AGAIN_AFTER = Duration.ofSeconds(1);

  private static final List<ParticipantKind> TRADERS =
      List.of(ParticipantKind.TRADE, ParticipantKind.MAKER);

  private final State state;
  private final Access access;
  private final Jobs jobs;
  private final Orders orders;
  private final Trades trades;
  private final Sweeping sweeping;

  public DarkPool(State state, Access access, Jobs jobs, Orders orders, Trades trades) {
    this.state = state;
    this.access = access;
    this.jobs = jobs;
    this.orders = orders;
    this.trades = trades;
    this.sweeping = new Sweeping(state, jobs);
  }

  public void submit(Turn turn, SubmitOrder c) {
    if (answeredBefore(turn, c.participant(), c.clientId(), c.stamp())) {
      return;
    }
    Optional<VenueCode> refusal =
        access.admit(turn, c.participant(), TRADERS, c.stamp(), IdKind.ORDER, c.clientId().value());
    if (refusal.isEmpty() && !isExpirySound(turn.at(), c.timeInForce(), c.expireTime())) {
      refusal = Optional.of(VenueCode.EXPIRY);
    }
    Optional<Instant> rests = rests(turn.at(), c);
    boolean dayOver = refusal.isEmpty() && rests.filter(end -> !end.isAfter(turn.at())).isPresent();
    if (dayOver) {
      refusal = Optional.of(VenueCode.EXPIRY);
    }
    FirmId firm = access.firm(c.participant());
    if (refusal.isPresent()) {
      turn.emit(
          new OrderEvent.OrderRefused(
              turn.at(),
              c.participant(),
              firm,
              c.clientId().value(),
              Optional.of(c.terms()),
              refusal,
              dayOver ? "its day is over" : "",
              orders.nextExec(),
              false,
              0));
      return;
    }
    var order =
        new Order(
            orders.nextId(),
            c.participant(),
            firm,
            c.clientId(),
            false,
            c.terms(),
            c.timeInForce(),
            c.expireTime(),
            c.privacy(),
            OrderStatus.SUBMITTED,
            List.of(),
            c.notes(),
            List.of());
    orders.put(order);
    rests.ifPresent(end -> expireAt(end, order.id()));
    jobs.order(
        turn,
        new Job.AddOrder(
            c.terms(),
            firm,
            ++state.lastArrival,
            OrderLifetime.of(c.timeInForce()),
            access.enabledInstruments()),
        new Purpose.AddingOrder(order.id()));
  }

  /** Until when the order may rest: by what was signed with it, or in old logs by when it came. */
  private static Optional<Instant> rests(Instant now, SubmitOrder c) {
    return OrderLifetime.of(c.timeInForce()) == OrderLifetime.RESTS
        ? c.rests().or(() -> Optional.of(OrderExpiry.of(now, c.expireTime())))
        : Optional.empty();
  }

  /** A repeated message (43=Y or 97=Y) whose id is known is answered with what became of it. */
  private boolean answeredBefore(Turn turn, ParticipantId who, ClientId clientId, Stamp stamp) {
    if (!stamp.repeated()) {
      return false;
    }
    Optional<Order> known = orders.byClientId(who, clientId);
    known.ifPresent(order -> reportStatus(turn, order, clientId, Optional.empty()));
    return known.isPresent();
  }

  /** The same for a cancel or replace: what became of the order it was about. */
  private boolean answeredBefore(
      Turn turn, ParticipantId who, ClientId clientId, ClientId original, Stamp stamp) {
    if (answeredBefore(turn, who, clientId, stamp)) {
      return true;
    }
    Optional<Order> known =
        stamp.repeated() && access.isUsed(who, IdKind.ORDER, clientId.value())
            ? orders.byClientId(who, original)
            : Optional.empty();
    known.ifPresent(order -> reportStatus(turn, order, clientId, Optional.empty()));
    return known.isPresent();
  }

  private static boolean isExpirySound(Instant now, TimeInForce tif, Optional<Instant> expire) {
    if (tif != TimeInForce.GOOD_TILL_DATE) {
      return expire.isEmpty();
    }
    return expire.isPresent()
        && expire.get().isAfter(now)
        && !expire.get().isAfter(now.plus(FURTHEST_EXPIRY));
  }

  public void cancel(Turn turn, CancelOrder c) {
    if (answeredBefore(turn, c.participant(), c.clientId(), c.originalId(), c.stamp())) {
      return;
    }
    Optional<Order> order =
        changeable(turn, c.participant(), c.clientId(), c.originalId(), c.stamp(), false);
    order.ifPresent(
        o -> remove(turn, o, new Change(Change.Kind.CANCEL, Optional.of(c.clientId()))));
  }

  public void replace(Turn turn, ReplaceOrder c) {
    if (answeredBefore(turn, c.participant(), c.clientId(), c.originalId(), c.stamp())) {
      return;
    }
    Optional<Order> found =
        changeable(turn, c.participant(), c.clientId(), c.originalId(), c.stamp(), true);
    if (found.isEmpty()) {
      return;
    }
    Order order = found.get();
    Optional<Instant> expire = c.expireTime().isPresent() ? c.expireTime() : order.expireTime();
    Optional<VenueCode> refusal = access.newBusinessRefusal(c.participant());
    if (refusal.isEmpty() && !isExpirySound(turn.at(), order.timeInForce(), expire)) {
      refusal = Optional.of(VenueCode.EXPIRY);
    }
    if (refusal.isEmpty() && c.privacy().filter(level -> level != order.privacy()).isPresent()) {
      refusal = Optional.of(VenueCode.PRIVACY_NOT_OFFERED);
    }
    if (refusal.isPresent()) {
      refuseReplace(turn, order, c, refusal.get());
      return;
    }
    var change = new Change(Change.Kind.REPLACE, Optional.of(c.clientId()));
    reportPending(turn, order, change, ReportType.PENDING_REPLACE);
    state.changes.put(order.id(), change);
    jobs.order(
        turn,
        new Job.ReplaceOrder(
            order.terms(), c.terms(), ++state.lastArrival, access.enabledInstruments()),
        new Purpose.ReplacingOrder(order.id(), c.clientId(), c.terms(), expire));
  }

  private void refuseReplace(Turn turn, Order order, ReplaceOrder c, VenueCode code) {
    turn.emit(
        new OrderEvent.CancelRefused(
            turn.at(),
            order.participant(),
            order.firm(),
            c.clientId().value(),
            c.originalId().value(),
            true,
            Optional.of(order),
            CancelRefusal.OTHER,
            Optional.of(code),
            Optional.empty(),
            code == VenueCode.PRIVACY_NOT_OFFERED ? "20007 is not the level of the order" : ""));
  }

  /** The order that a cancel or replace names, if it may be changed now; else refuses. */
  private Optional<Order> changeable(
      Turn turn, ParticipantId who, ClientId id, ClientId original, Stamp stamp, boolean replace) {
    Optional<Order> found = orders.byClientId(who, original);
    Optional<VenueCode> notFresh = access.useFresh(turn, who, stamp, IdKind.ORDER, id.value());
    if (notFresh.isPresent()) {
      CancelRefusal reason =
          notFresh.get() == VenueCode.DUPLICATE_ID
              ? CancelRefusal.DUPLICATE_ID
              : CancelRefusal.OTHER;
      return refuseChange(turn, who, found, id, original, replace, reason, notFresh);
    }
    if (found.isEmpty()) {
      return refuseChange(
          turn,
          who,
          found,
          id,
          original,
          replace,
          CancelRefusal.UNKNOWN_ORDER,
          Optional.of(VenueCode.UNKNOWN_ORDER));
    }
    if (!found.get().status().isOpen()) {
      return refuseChange(
          turn, who, found, id, original, replace, CancelRefusal.TOO_LATE, Optional.empty());
    }
    if (found.get().quoted() || state.changes.containsKey(found.get().id())) {
      return refuseChange(
          turn,
          who,
          found,
          id,
          original,
          replace,
          CancelRefusal.ALREADY_PENDING,
          Optional.of(VenueCode.LOCKED_IN_MATCH));
    }
    return found;
  }

  private void refuseChange(
      Turn turn,
      Order order,
      ClientId id,
      ClientId original,
      boolean replace,
      CancelRefusal reason,
      Optional<VenueCode> code) {
    Optional<Order> none =
        refuseChange(
            turn, order.participant(), Optional.of(order), id, original, replace, reason, code);
    assert none.isEmpty();
  }

  private Optional<Order> refuseChange(
      Turn turn,
      ParticipantId who,
      Optional<Order> order,
      ClientId id,
      ClientId original,
      boolean replace,
      CancelRefusal reason,
      Optional<VenueCode> code) {
    turn.emit(
        new OrderEvent.CancelRefused(
            turn.at(),
            who,
            access.firm(who),
            id.value(),
            original.value(),
            replace,
            order,
            reason,
            code,
            Optional.empty(),
            ""));
    return Optional.empty();
  }

  public void massCancel(Turn turn, MassCancel c) {
    Optional<VenueCode> refusal =
        access.useFresh(turn, c.participant(), c.stamp(), IdKind.ORDER, c.clientId().value());
    if (refusal.isPresent()) {
      answerMassCancel(turn, c.participant(), c.clientId(), c.scoped(), 0, refusal);
      return;
    }
    List<Order> open = cancellable(c.participant());
    if (c.scoped()) {
      state.scoped.add(new OwnId(c.participant(), c.clientId()));
      turn.emit(new OrderEvent.MassCancelScoped(turn.at(), c.participant(), c.clientId(), open));
    } else {
      cancelAll(turn, c.participant(), c.clientId(), false, open);
    }
  }

  /** The gateway's answer; told again after a restart it changes nothing. */
  public void resolve(Turn turn, ResolveMassCancel c) {
    if (!state.scoped.remove(new OwnId(c.participant(), c.clientId()))) {
      return;
    }
    if (c.forgotten()) {
      answerMassCancel(
          turn, c.participant(), c.clientId(), true, 0, Optional.of(VenueCode.OUTSIDE_SESSION));
      return;
    }
    List<Order> chosen =
        cancellable(c.participant()).stream().filter(o -> c.orders().contains(o.id())).toList();
    cancelAll(turn, c.participant(), c.clientId(), true, chosen);
  }

  private void cancelAll(
      Turn turn, ParticipantId who, ClientId clientId, boolean scoped, List<Order> chosen) {
    answerMassCancel(turn, who, clientId, scoped, chosen.size(), Optional.empty());
    var change = new Change(Change.Kind.MASS_CANCEL, Optional.of(clientId));
    chosen.forEach(order -> remove(turn, order, change));
  }

  private void answerMassCancel(
      Turn turn,
      ParticipantId who,
      ClientId clientId,
      boolean scoped,
      int count,
      Optional<VenueCode> code) {
    turn.emit(
        new OrderEvent.MassCancelAnswered(
            turn.at(),
            who,
            access.firm(who),
            clientId.value(),
            scoped,
            count,
            orders.nextExec(),
            code));
  }

  private List<Order> cancellable(ParticipantId who) {
    return orders.open(who).stream()
        .filter(order -> !order.quoted() && !state.changes.containsKey(order.id()))
        .toList();
  }

  public void query(Turn turn, QueryOrder c) {
    Optional<Order> known = orders.byClientId(c.participant(), c.clientId());
    if (known.isPresent()) {
      reportStatus(turn, known.get(), c.clientId(), c.requestId());
    } else {
      turn.emit(
          new OrderEvent.OrderUnknown(
              turn.at(), c.participant(), c.clientId(), c.requestId(), orders.nextExec()));
    }
  }

  public void query(Turn turn, QueryOrders c) {
    turn.emit(
        new OrderEvent.OrdersReported(
            turn.at(),
            c.participant(),
            c.requestId(),
            orders.open(c.participant()),
            orders.nextExec()));
  }

  private void reportStatus(Turn turn, Order order, ClientId clientId, Optional<String> request) {
    turn.emit(
        new OrderEvent.OrderReported(
            turn.at(),
            order,
            ReportType.STATUS,
            orders.nextExec(),
            clientId,
            Optional.empty(),
            Optional.empty(),
            request));
  }

  /** Ends a participant's orders because its connection did. */
  public void cancelOnDisconnect(Turn turn, ParticipantId who) {
    endAll(turn, orders.open(who), Change.Kind.DISCONNECT);
  }

  /** Ends every order, by the operator's wish. */
  public int cancelAllByOperator(Turn turn) {
    List<Order> open = orders.open().stream().filter(order -> !order.quoted()).toList();
    endAll(turn, open, Change.Kind.OPERATOR);
    return open.size();
  }

  /** Ends one order, by the operator's wish; false if it is not open. */
  public boolean cancelByOperator(Turn turn, OrderId id) {
    Optional<Order> order = orders.get(id).filter(o -> o.status().isOpen() && !o.quoted());
    order.ifPresent(o -> end(turn, o, Change.Kind.OPERATOR));
    return order.isPresent();
  }

  private void endAll(Turn turn, List<Order> open, Change.Kind kind) {
    open.stream().filter(order -> !order.quoted()).forEach(order -> end(turn, order, kind));
  }

  private void end(Turn turn, Order order, Change.Kind kind) {
    Change change = Change.byVenue(kind);
    if (state.changes.containsKey(order.id())) {
      state.afterwards.put(order.id(), change);
    } else {
      remove(turn, order, change);
    }
  }

  private void remove(Turn turn, Order order, Change change) {
    if (change.kind() == Change.Kind.CANCEL) {
      reportPending(turn, order, change, ReportType.PENDING_CANCEL);
    }
    state.changes.put(order.id(), change);
    var why = new Ending(reason(change.kind()), order.participant(), turn.at());
    jobs.order(
        turn,
        new Job.RemoveOrder(order.terms(), Optional.of(why)),
        new Purpose.RemovingOrder(order.id()));
  }

  private static Ending.Reason reason(Change.Kind kind) {
    return switch (kind) {
      case CANCEL, MASS_CANCEL -> Ending.Reason.OWNER;
      case EXPIRE -> Ending.Reason.EXPIRED;
      case DISCONNECT -> Ending.Reason.DISCONNECT;
      case OPERATOR -> Ending.Reason.OPERATOR;
      case REPLACE -> throw new IllegalStateException("a replace takes nothing out of the book");
    };
  }

  /** Told only if a match that is under way may still fill the order, or nobody works on it. */
  private void reportPending(Turn turn, Order order, Change change, ReportType type) {
    if (!jobs.isMatching() && access.isEngineAvailable()) {
      return;
    }
    turn.emit(
        new OrderEvent.OrderReported(
            turn.at(),
            order,
            type,
            orders.nextExec(),
            change.clientId().orElse(order.clientId()),
            Optional.of(order.clientId()),
            Optional.empty(),
            Optional.empty()));
  }

  /** The parties answered a new order: they matched it, or refused it for its firm's budget. */
  public void added(Turn turn, OrderId id, JobOutcome answer) {
    Order order = orders.get(id).orElseThrow();
    if (answer instanceof JobOutcome.OverBudget) {
      refuse(turn, order, Optional.of(VenueCode.THROTTLE_ORDERS));
      return;
    }
    Matched outcome = (Matched) answer;
    if (!outcome.valid()) {
      refuse(turn, order, Optional.empty());
      return;
    }
    Order active = order.with(OrderStatus.ACTIVE);
    orders.put(active);
    report(turn, active, ReportType.NEW, active.clientId(), Optional.empty(), Optional.empty());
    Order matched = fill(turn, active, outcome);
    if (!outcome.resting() && !outcome.done()) {
      close(turn, matched, OrderStatus.CANCELLED, ReportType.CANCELLED, VenueCode.NOT_FILLABLE);
    }
  }

  /** Without a code the parties found it invalid, and its owner alone learns why. */
  private void refuse(Turn turn, Order order, Optional<VenueCode> code) {
    orders.put(order.with(OrderStatus.REFUSED));
    turn.emit(
        new OrderEvent.OrderRefused(
            turn.at(),
            order.participant(),
            order.firm(),
            order.clientId().value(),
            Optional.of(order.terms()),
            code,
            "",
            orders.nextExec(),
            false,
            0));
  }

  /** An order that rests has looked for contras again. */
  public void swept(Turn turn, JobOutcome.Swept outcome) {
    sweeping.answered(outcome);
    if (outcome.order().isPresent()) {
      Order order = orders.byTerms(outcome.order().get()).orElseThrow();
      var _ = fill(turn, order, outcome.matched());
    }
  }

  /** A reference price changed: all that rests looks again, one after the other. */
  public void referenceChanged() {
    sweeping.require();
  }

  /** An instrument may trade again: all that rests looks again, as nobody knows what is in it. */
  public void instrumentResumed() {
    sweeping.require();
  }

  /** A job was answered. */
  public void jobAnswered() {
    sweeping.waited();
  }

  /** Lets a resting order look again if one should and trading is on. */
  public void sweep(Turn turn) {
    if (!access.isHalted()) {
      sweeping.order(turn);
    }
  }

  private Order fill(Turn turn, Order incoming, Matched outcome) {
    if (outcome.unfinished()) {
      sweeping.require();
    }
    Order now = incoming;
    for (int i = 0; i < outcome.fills().size(); i++) {
      JobOutcome.Fill fill = outcome.fills().get(i);
      boolean done = outcome.done() && i == outcome.fills().size() - 1;
      now = now.filled(fill.fill(), done);
      Order contra =
          orders.byTerms(fill.contra()).orElseThrow().filled(fill.fill(), fill.contraDone());
      orders.put(now);
      orders.put(contra);
      trades.agree(turn, now, contra, fill.fill(), Optional.empty());
    }
    return now;
  }

  private void expireAt(Instant due, OrderId id) {
    state.expiries.computeIfAbsent(due, d -> new LinkedHashSet<>()).add(id);
  }

  /** An order left the book, or it was gone already, or the parties left it there. */
  public void removed(Turn turn, OrderId id, JobOutcome answer) {
    Order order = orders.get(id).orElseThrow();
    Change change = state.changes.remove(id);
    Change next = state.afterwards.remove(id);
    if (change == null) {
      return;
    }
    if (answer instanceof JobOutcome.Removed outcome && outcome.removed()) {
      removed(turn, order, change);
      return;
    }
    if (change.kind() == Change.Kind.EXPIRE && order.status().isOpen()) {
      expireAt(turn.at().plus(EXPIRE_AGAIN_AFTER), id);
    }
    if (change.kind() == Change.Kind.CANCEL) {
      refuseChange(
          turn,
          order,
          change.clientId().orElseThrow(),
          order.clientId(),
          false,
          CancelRefusal.TOO_LATE,
          Optional.empty());
    }
    if (next != null && order.status().isOpen()) {
      remove(turn, order, next);
    }
  }

  private void removed(Turn turn, Order order, Change change) {
    switch (change.kind()) {
      case CANCEL -> {
        Order cancelled = order.with(OrderStatus.CANCELLED);
        orders.put(cancelled);
        report(
            turn,
            cancelled,
            ReportType.CANCELLED,
            change.clientId().orElseThrow(),
            Optional.of(order.clientId()),
            Optional.empty());
      }
      case MASS_CANCEL -> {
        Order cancelled = order.with(OrderStatus.CANCELLED);
        orders.put(cancelled);
        report(
            turn,
            cancelled,
            ReportType.CANCELLED,
            order.clientId(),
            Optional.empty(),
            Optional.empty());
      }
      case DISCONNECT ->
          close(
              turn,
              order,
              OrderStatus.CANCELLED,
              ReportType.CANCELLED,
              VenueCode.CANCEL_ON_DISCONNECT);
      case OPERATOR ->
          close(turn, order, OrderStatus.CANCELLED, ReportType.CANCELLED, VenueCode.OPERATOR);
      case EXPIRE -> {
        Order expired = order.with(OrderStatus.EXPIRED);
        orders.put(expired);
        report(
            turn,
            expired,
            ReportType.EXPIRED,
            order.clientId(),
            Optional.empty(),
            Optional.empty());
      }
      case REPLACE -> throw new IllegalStateException("a replace is answered by Matched");
    }
  }

  private void close(Turn turn, Order order, OrderStatus status, ReportType type, VenueCode code) {
    Order closed = order.with(status);
    orders.put(closed);
    report(turn, closed, type, order.clientId(), Optional.empty(), Optional.of(code));
  }

  public void replaced(Turn turn, Purpose.ReplacingOrder purpose, JobOutcome answer) {
    Order order = orders.get(purpose.order()).orElseThrow();
    state.changes.remove(order.id());
    if (answer instanceof JobOutcome.OverBudget) {
      refuseReplace(turn, order, purpose, Optional.of(VenueCode.THROTTLE_ORDERS));
    } else {
      replaced(turn, purpose, order, (Matched) answer);
    }
    Change next = state.afterwards.remove(order.id());
    Order now = orders.get(order.id()).orElseThrow();
    if (next != null && now.status().isOpen() && !isExpiryMoved(turn.at(), now, next)) {
      remove(turn, now, next);
    }
  }

  private void replaced(Turn turn, Purpose.ReplacingOrder purpose, Order order, Matched outcome) {
    if (!outcome.valid()) {
      refuseReplace(turn, order, purpose, Optional.empty());
    } else if (outcome.ended()) {
      Order ended = order.with(OrderStatus.CANCELLED);
      orders.put(ended);
      report(
          turn,
          ended,
          ReportType.CANCELLED,
          purpose.clientId(),
          Optional.of(order.clientId()),
          Optional.empty());
    } else {
      Order replaced = order.replaced(purpose.clientId(), purpose.terms(), purpose.expireTime());
      orders.put(replaced);
      report(
          turn,
          replaced,
          ReportType.REPLACED,
          purpose.clientId(),
          Optional.of(order.clientId()),
          Optional.empty());
      Order matched = fill(turn, replaced, outcome);
      if (outcome.resting()) {
        matched.expireTime().ifPresent(due -> expireAt(due, order.id()));
      }
    }
  }

  /** Whether the order was about to expire, but the replacement gave it more time. */
  private static boolean isExpiryMoved(Instant now, Order order, Change next) {
    return next.kind() == Change.Kind.EXPIRE
        && order.expireTime().filter(due -> due.isAfter(now)).isPresent();
  }

  private void refuseReplace(
      Turn turn, Order order, Purpose.ReplacingOrder purpose, Optional<VenueCode> code) {
    boolean late = !order.status().isOpen();
    turn.emit(
        new OrderEvent.CancelRefused(
            turn.at(),
            order.participant(),
            order.firm(),
            purpose.clientId().value(),
            order.clientId().value(),
            true,
            Optional.of(order),
            late ? CancelRefusal.TOO_LATE : CancelRefusal.OTHER,
            late ? Optional.empty() : code,
            late ? Optional.empty() : Optional.of(purpose.terms()),
            ""));
  }

  private void report(
      Turn turn,
      Order order,
      ReportType type,
      ClientId clientId,
      Optional<ClientId> original,
      Optional<VenueCode> code) {
    turn.emit(
        new OrderEvent.OrderReported(
            turn.at(), order, type, orders.nextExec(), clientId, original, code, Optional.empty()));
  }

  /** Expires what is due. */
  public void advance(Turn turn) {
    while (!state.expiries.isEmpty() && !state.expiries.firstKey().isAfter(turn.at())) {
      Map.Entry<Instant, Set<OrderId>> due = state.expiries.pollFirstEntry();
      for (OrderId id : due.getValue()) {
        orders
            .get(id)
            .filter(order -> order.status().isOpen())
            .filter(order -> isDue(order, due.getKey()))
            .ifPresent(order -> end(turn, order, Change.Kind.EXPIRE));
      }
    }
  }

  /** A replacement may have moved the expiry: then a later entry stands for it. */
  private static boolean isDue(Order order, Instant due) {
    return order.expireTime().map(at -> !at.isAfter(due)).orElse(true);
  }

  public Optional<Instant> nextDeadline() {
    return state.expiries.isEmpty() ? Optional.empty() : Optional.of(state.expiries.firstKey());
  }
}
