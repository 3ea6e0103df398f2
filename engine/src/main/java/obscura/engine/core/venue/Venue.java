package obscura.engine.core.venue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.CancelRefusal;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.Turn;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.Operations;
import obscura.engine.core.access.UsedIds;
import obscura.engine.core.matching.DarkPool;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Requests;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Trades;

/**
 * The venue's state machine: {@code state + command → events}. The same commands at the same times
 * give the same events on every member and in every replay. One thread at a time.
 */
public final class Venue {
  private final VenueState state;
  private final Access access;
  private final Operations operations;
  private final Jobs jobs;
  private final Orders orders;
  private final Trades trades;
  private final DarkPool pool;
  private final Requests requests;

  public Venue(VenueState state, VenueLimits limits) {
    this.state = state;
    this.access = new Access(state.access);
    this.operations = new Operations(state.access);
    this.jobs = new Jobs(state.jobs);
    this.orders = new Orders(state.orders);
    this.trades = new Trades(state.trades, orders);
    this.pool = new DarkPool(state.pool, access, jobs, orders, trades);
    this.requests =
        new Requests(state.requests, access, jobs, orders, trades, limits.openRequestsMax());
  }

  /**
   * Carries out a command at the time that the sequencer stamped. Whatever is due is done first.
   */
  public List<VenueEvent> handle(Instant at, VenueCommand command) {
    Turn turn = new Turn(at);
    turnWeek(at);
    requests.advance(turn);
    pool.advance(turn);
    switch (command) {
      case RequestCommand c -> handle(turn, c);
      case OrderCommand c -> handle(turn, c);
      case SessionCommand c -> handle(turn, c);
      case OperatorCommand c -> handle(turn, c);
      case WorldCommand c -> handle(turn, c);
    }
    pool.sweep(turn);
    return turn.events();
  }

  /** When {@link WorldCommand.AdvanceTime} is needed next; empty if nothing waits for time. */
  public Optional<Instant> nextDeadline() {
    return Stream.of(requests.nextDeadline(), pool.nextDeadline())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * What somebody who starts anew must know before the next event: public reference data, and what
   * business stands open. Changes nothing.
   */
  public List<VenueEvent> describe(Instant at) {
    List<VenueEvent> all = new ArrayList<>(access.describe(at));
    all.addAll(orders.standing(at));
    all.addAll(requests.standing(at));
    all.addAll(trades.standing(at));
    return all;
  }

  /** The jobs that are not answered, in order. Changes nothing. */
  public List<VenueEvent> outstandingJobs(Instant at) {
    return new ArrayList<>(jobs.outstanding(new Turn(at)));
  }

  private void handle(Turn turn, RequestCommand command) {
    switch (command) {
      case RequestCommand.RequestQuotes c -> requests.asking().request(turn, c);
      case RequestCommand.CancelRequest c -> requests.asking().cancel(turn, c);
      case RequestCommand.SubmitQuote c -> requests.quoting().quote(turn, c);
      case RequestCommand.PassRequest c -> requests.quoting().pass(turn, c);
      case RequestCommand.WithdrawQuotes c -> requests.quoting().withdraw(turn, c);
      case RequestCommand.AcceptQuote c -> requests.dealing().accept(turn, c);
      case RequestCommand.DeclineQuote c -> requests.asking().decline(turn, c);
      case RequestCommand.QueryQuote c -> requests.queries().query(turn, c);
    }
  }

  private void handle(Turn turn, OrderCommand command) {
    switch (command) {
      case OrderCommand.SubmitOrder c -> pool.submit(turn, c);
      case OrderCommand.CancelOrder c -> pool.cancel(turn, c);
      case OrderCommand.ReplaceOrder c -> pool.replace(turn, c);
      case OrderCommand.MassCancel c -> pool.massCancel(turn, c);
      case OrderCommand.ResolveMassCancel c -> pool.resolve(turn, c);
      case OrderCommand.QueryOrder c -> pool.query(turn, c);
      case OrderCommand.QueryOrders c -> pool.query(turn, c);
    }
  }

  private void handle(Turn turn, SessionCommand command) {
    switch (command) {
      case SessionCommand.OpenSession c ->
          access.openSession(turn, c.participant(), c.cancelOnDisconnect());
      case SessionCommand.CloseSession c -> close(turn, c.participant());
      case SessionCommand.CloseAllSessions c ->
          access.openSessions().forEach(id -> close(turn, id));
      case SessionCommand.RecordRefusal c -> refuse(turn, c);
    }
  }

  private void close(Turn turn, ParticipantId id) {
    boolean cancelOrders = access.closeSession(turn, id);
    requests.disconnected(turn, id);
    if (cancelOrders) {
      pool.cancelOnDisconnect(turn, id);
    }
  }

  private void refuse(Turn turn, SessionCommand.RecordRefusal c) {
    var firm =
        access
            .participant(c.participant())
            .map(p -> p.firm())
            .orElseGet(() -> new FirmId(c.participant().value()));
    Optional<VenueCode> code = Optional.of(c.code());
    switch (c.kind()) {
      case ORDER ->
          turn.emit(
              new OrderEvent.OrderRefused(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  Optional.empty(),
                  code,
                  c.detail(),
                  orders.nextExec(),
                  false,
                  c.ticket()));
      case CANCEL, REPLACE ->
          turn.emit(
              new OrderEvent.CancelRefused(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  c.original(),
                  c.kind() == RefusedKind.REPLACE,
                  known(c),
                  CancelRefusal.OTHER,
                  code,
                  Optional.empty(),
                  c.detail()));
      case REQUEST ->
          turn.emit(
              new RequestEvent.RequestRefused(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  requestReason(c.code()),
                  code,
                  Optional.empty(),
                  c.detail(),
                  c.ticket()));
      case QUOTE ->
          turn.emit(
              new RequestEvent.QuoteReported(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  alias(c.original()),
                  List.of(),
                  RequestEvent.QuoteStatus.REJECTED,
                  code,
                  c.detail(),
                  c.ticket()));
      case MASS_CANCEL ->
          turn.emit(
              new OrderEvent.MassCancelAnswered(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  false,
                  0,
                  orders.nextExec(),
                  code));
      case OTHER ->
          turn.emit(
              new OrderEvent.MessageRefused(
                  turn.at(),
                  c.participant(),
                  firm,
                  c.reference(),
                  c.code(),
                  c.detail(),
                  c.ticket()));
    }
  }

  private Optional<Order> known(SessionCommand.RecordRefusal c) {
    return alias(c.original()).flatMap(id -> orders.byClientId(c.participant(), id));
  }

  private static Optional<ClientId> alias(String id) {
    return ClientId.isValid(id) ? Optional.of(new ClientId(id)) : Optional.empty();
  }

  private static int requestReason(VenueCode code) {
    return switch (code) {
      case UNKNOWN_SYMBOL -> 1;
      case HALTED, ENGINE_UNAVAILABLE -> 2;
      case THROTTLE_ALL, THROTTLE_REQUESTS, TOO_MANY_REQUESTS -> 3;
      case EXPIRY -> 4;
      case NOT_PERMITTED, FIRM_SUSPENDED -> 6;
      default -> 99;
    };
  }

  private void handle(Turn turn, OperatorCommand command) {
    if (operations.isRepeated(turn, command.operation())) {
      return;
    }
    switch (command) {
      case OperatorCommand.AddParticipant c -> operations.add(turn, c);
      case OperatorCommand.SuspendParticipant c ->
          operations.suspend(turn, c, c.participant(), true);
      case OperatorCommand.ResumeParticipant c ->
          operations.suspend(turn, c, c.participant(), false);
      case OperatorCommand.WhitelistMaker c -> operations.whitelist(turn, c);
      case OperatorCommand.SetMode c -> operations.setMode(turn, c);
      case OperatorCommand.AddInstrument c -> operations.add(turn, c);
      case OperatorCommand.HaltInstrument c -> operations.halt(turn, c, c.symbol(), true);
      case OperatorCommand.ResumeInstrument c -> {
        operations.halt(turn, c, c.symbol(), false);
        pool.instrumentResumed();
      }
      case OperatorCommand.SwitchTrading c -> switchTrading(turn, c);
      case OperatorCommand.CancelOrderByOperator c -> {
        boolean done = pool.cancelByOperator(turn, c.order());
        operations.answer(
            turn, c, done, done ? c.order() + " is being cancelled" : c.order() + " is not open");
      }
      case OperatorCommand.OperateSession c -> {
        turn.emit(new AccessEvent.SessionActOrdered(turn.at(), c));
        operations.answer(turn, c, true, c.act() + " ordered for " + c.participant());
      }
      case OperatorCommand.ListOrders c ->
          turn.emit(new AccessEvent.OrdersListed(turn.at(), c.operation(), orders.open()));
      case OperatorCommand.AskStatus c -> turn.emit(status(turn, c));
      case OperatorCommand.PostReference c -> post(turn, c);
      case OperatorCommand.RetrySettlement c -> {
        Optional<String> refusal = trades.retry(turn, c.trade());
        operations.answer(
            turn, c, refusal.isEmpty(), refusal.orElse(c.trade() + " is settled again"));
      }
      case OperatorCommand.NoteInquiry c -> operations.answer(turn, c, true, c.inquiry());
    }
  }

  private AccessEvent.StatusTold status(Turn turn, OperatorCommand.AskStatus c) {
    return new AccessEvent.StatusTold(
        turn.at(),
        c.operation(),
        access.isHalted(),
        access.isPermissioned(),
        access.isEngineAvailable(),
        orders.open().size(),
        requests.open(),
        jobs.pending().size(),
        trades.unsettled());
  }

  private void switchTrading(Turn turn, OperatorCommand.SwitchTrading c) {
    operations.switchTrading(turn, c.halted());
    if (!c.halted()) {
      operations.answer(turn, c, true, "trading resumed");
      return;
    }
    requests.halted(turn);
    if (c.cancelOrders()) {
      int count = pool.cancelAllByOperator(turn);
      operations.answer(
          turn,
          c,
          true,
          "trading halted; open requests ended, " + count + " orders are being cancelled");
    } else {
      operations.answer(
          turn,
          c,
          true,
          "trading halted; open requests ended, "
              + orders.open().size()
              + " resting orders stay and can be cancelled");
    }
  }

  private void handle(Turn turn, WorldCommand command) {
    switch (command) {
      case WorldCommand.RecordOutcome c -> {
        jobs.answered(c.job()).ifPresent(purpose -> answered(turn, purpose, c.outcome()));
        pool.jobAnswered();
      }
      case WorldCommand.SetEngineAvailable c -> access.setEngineAvailable(turn, c.available());
      case WorldCommand.RecordSettlement c -> trades.record(turn, c);
      case WorldCommand.AskParties c ->
          jobs.order(turn, new Job.Settle(c.task()), new Purpose.Housekeeping());
      case WorldCommand.AdvanceTime c -> {}
    }
  }

  private void answered(Turn turn, Purpose purpose, JobOutcome outcome) {
    switch (purpose) {
      case Purpose.AddingOrder p -> pool.added(turn, p.order(), outcome);
      case Purpose.RemovingOrder p -> pool.removed(turn, p.order(), outcome);
      case Purpose.ReplacingOrder p -> pool.replaced(turn, p, outcome);
      case Purpose.AdmittingRequest p ->
          requests.asking().admitted(turn, p, ((JobOutcome.Admitted) outcome).valid());
      case Purpose.AdmittingQuote p ->
          requests.quoting().admitted(turn, p, ((JobOutcome.Admitted) outcome).valid());
      case Purpose.SelectingBest p -> selected(turn, p, outcome);
      case Purpose.Accepting p -> requests.dealing().accepted(turn, p, outcome);
      case Purpose.Sweeping p -> pool.swept(turn, (JobOutcome.Swept) outcome);
      case Purpose.SettingReference p ->
          referenceAnswered(turn, p.command(), ((JobOutcome.Admitted) outcome).valid());
      case Purpose.EndingRequest p -> {
        if (outcome instanceof JobOutcome.TooEarly) {
          requests.endTooEarly(turn, p);
        }
      }
      case Purpose.Housekeeping p -> {}
    }
  }

  private void selected(Turn turn, Purpose.SelectingBest purpose, JobOutcome outcome) {
    switch (outcome) {
      case JobOutcome.TooEarly o -> requests.selecting().tooEarly(turn, purpose);
      case JobOutcome.Composed composed -> requests.selecting().composed(turn, purpose, composed);
      default -> requests.selecting().selected(turn, purpose, (JobOutcome.Selected) outcome);
    }
  }

  private void post(Turn turn, OperatorCommand.PostReference c) {
    if (access.enabledInstruments().contains(c.price().instrument())) {
      jobs.order(turn, new Job.SetReference(c.price()), new Purpose.SettingReference(c));
    } else {
      operations.answer(
          turn, c, false, "instrument " + c.price().instrument() + " is not listed, or halted");
    }
  }

  private void referenceAnswered(Turn turn, OperatorCommand.PostReference c, boolean taken) {
    if (taken) {
      pool.referenceChanged();
    }
    operations.answer(
        turn,
        c,
        taken,
        taken
            ? "the reference price of instrument " + c.price().instrument() + " is taken"
            : "the parties refuse the price; their logs say why");
  }

  /** At the turn of the week what is over is forgotten, once no job waits on it. */
  private void turnWeek(Instant at) {
    access.turnWeek(at, orders::open);
    long now = UsedIds.week(at);
    if (now != state.week && jobs.pending().isEmpty()) {
      trades.forgetReclaimed();
      orders.forgetClosed(trades.unsettledOrders());
      requests.forgetEnded();
      state.week = now;
    }
  }
}
