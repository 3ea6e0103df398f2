package obscura.engine.core.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.SettlementState;
import obscura.domain.TimeInForce;
import obscura.domain.TradeId;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.Stamp;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand;

/**
 * A life of the venue out of a seed: desks and makers do what they may and what they may not, the
 * clock steps, connections end, the parties answer late but in their order, or not at all for a
 * while. At the end everything outstanding is answered and everything due is done.
 */
final class Simulation extends VenueStory {
  /** A command at its time, and what came of it. */
  record Step(Instant at, VenueCommand command, List<VenueEvent> events) {}

  private static final List<ParticipantId> ALL =
      List.of(DESK1, DESK2, MAKER1, MAKER2, MAKER3, OWN_MAKER);

  final List<Step> history = new ArrayList<>();
  private final long seed;
  private final Random random;
  private final List<RequestEvent.MakerAsked> asked = new ArrayList<>();
  private final List<RequestEvent.QuoteShown> shown = new ArrayList<>();
  private int lastId;
  private int trades;
  private boolean away;

  private Simulation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  static Simulation of(long seed, int steps) {
    var simulation = new Simulation(seed);
    try {
      for (int i = 0; i < steps; i++) {
        simulation.step();
      }
      simulation.settle();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken, broken);
    }
    return simulation;
  }

  List<VenueEvent> events() {
    return history.stream().flatMap(step -> step.events().stream()).toList();
  }

  @Override
  public String toString() {
    return "simulation of seed " + seed;
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0, 1 -> clock();
      case 2, 3, 4 -> work();
      case 5 -> world();
      case 6 -> operator();
      case 7 -> act(request());
      default -> act(order());
    }
  }

  private void act(VenueCommand command) {
    heard.clear();
    tell(command);
    history.add(new Step(now, command, List.copyOf(heard)));
    for (VenueEvent event : List.copyOf(heard)) {
      switch (event) {
        case RequestEvent.MakerAsked e -> asked.add(e);
        case RequestEvent.QuoteShown e -> shown.add(e);
        case TradeEvent.TradeAgreed e -> trades++;
        case OrderEvent.MassCancelScoped e ->
            act(
                new OrderCommand.ResolveMassCancel(
                    e.participant(),
                    e.clientId(),
                    some(e.open().stream().map(o -> o.id())),
                    random.nextInt(4) == 0));
        default -> {}
      }
    }
  }

  private List<OrderId> some(java.util.stream.Stream<OrderId> all) {
    return all.filter(id -> random.nextBoolean()).toList();
  }

  // The clock and the world.

  private void clock() {
    int kind = random.nextInt(40);
    Duration time =
        kind == 0
            ? Duration.ofHours(random.nextInt(60))
            : kind < 4 ? Duration.ofSeconds(random.nextInt(60)) : millis(random.nextInt(800));
    passTo(now.plus(time));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private void passTo(Instant then) {
    Optional<Instant> due = venue().nextDeadline();
    while (due.isPresent() && !due.get().isAfter(then)) {
      now = due.get().isAfter(now) ? due.get() : now;
      act(new WorldCommand.AdvanceTime());
      due = venue().nextDeadline();
    }
    now = then;
  }

  private void work() {
    for (int i = random.nextInt(5); i > 0 && !away && parties.outstanding() > 0; i--) {
      act(parties.answer());
    }
  }

  private void settle() {
    away = false;
    act(engine(true));
    for (int i = 0; i < 3; i++) {
      while (parties.outstanding() > 0) {
        act(parties.answer());
      }
      passTo(now.plus(Duration.ofDays(40)));
    }
  }

  private void world() {
    switch (random.nextInt(4)) {
      case 0 -> act(drop(one(ALL)));
      case 1, 2 -> act(new SessionCommand.OpenSession(one(ALL), random.nextInt(3) > 0));
      default -> {
        if (random.nextInt(3) == 0) {
          away = !away;
          act(engine(!away));
        } else if (trades > 0) {
          act(
              new WorldCommand.RecordSettlement(
                  new TradeId(1L + random.nextInt(trades)),
                  one(List.of(SettlementState.values())),
                  0));
        }
      }
    }
  }

  private void operator() {
    var operation = operation();
    var maker = one(MAKERS);
    List<OperatorCommand> any =
        List.of(
            new OperatorCommand.SuspendParticipant(operation, one(ALL)),
            new OperatorCommand.WhitelistMaker(operation, maker, random.nextInt(3) > 0),
            new OperatorCommand.SetMode(operation, random.nextBoolean()),
            new OperatorCommand.HaltInstrument(operation, "WETH-USDC"),
            new OperatorCommand.SwitchTrading(operation, true, random.nextBoolean()),
            new OperatorCommand.CancelOrderByOperator(operation, new OrderId(random.nextInt(40))));
    if (random.nextInt(3) == 0) {
      act(one(any));
    }
    ALL.forEach(who -> act(new OperatorCommand.ResumeParticipant(operation(), who)));
    act(new OperatorCommand.ResumeInstrument(operation(), "WETH-USDC"));
    if (random.nextBoolean()) {
      act(resume());
    }
  }

  // What participants say.

  private VenueCommand request() {
    ParticipantId taker = one(List.of(DESK1, DESK2));
    return switch (random.nextInt(12)) {
      case 0, 1 -> ask(taker, nextId(), values(), stamped(), random.nextInt(3) == 0);
      case 2 -> toSeveral(ask(taker, nextId(), values(), stamped(), false), random.nextBoolean());
      case 3 -> cancelRequest(taker, someId());
      default ->
          asked.isEmpty() ? new RequestCommand.QueryQuote(taker, someId()) : answer(invited());
    };
  }

  private RequestEvent.MakerAsked invited() {
    int last = asked.size() - 1;
    return asked.get(Math.max(0, last - random.nextInt(6)));
  }

  private VenueCommand answer(RequestEvent.MakerAsked asked) {
    ParticipantId maker = asked.participant();
    return switch (random.nextInt(10)) {
      case 0 -> new RequestCommand.PassRequest(maker, asked.alias());
      case 1 ->
          new RequestCommand.WithdrawQuotes(
              maker, random.nextBoolean() ? Optional.empty() : Optional.of(id(someId())));
      case 2, 3 -> deal();
      case 4 -> new RequestCommand.QueryQuote(maker, someId());
      default ->
          new RequestCommand.SubmitQuote(
              maker,
              id(nextId()),
              asked.alias(),
              stamped(),
              asked.twoWay() && random.nextBoolean()
                  ? List.of(values(), values())
                  : List.of(values()),
              now.plusSeconds(random.nextInt(5) == 0 ? 1 : 60));
    };
  }

  private VenueCommand deal() {
    if (shown.isEmpty()) {
      return new RequestCommand.QueryQuote(DESK2, someId());
    }
    var last = shown.get(shown.size() - 1);
    ParticipantId taker = random.nextInt(9) == 0 ? DESK1 : last.participant();
    if (random.nextInt(5) == 0) {
      return new RequestCommand.DeclineQuote(taker, id(nextId()), last.quoteId(), stamped());
    }
    return new RequestCommand.AcceptQuote(
        taker,
        id(nextId()),
        last.quoteId(),
        stamped(),
        parties.share(new Parties.Values(1, random.nextBoolean(), lots(), 0)),
        random.nextBoolean(),
        OrderNotes.NONE,
        Optional.empty());
  }

  private VenueCommand order() {
    ParticipantId who = one(ALL.subList(0, 3));
    return switch (random.nextInt(12)) {
      case 0, 1 -> new OrderCommand.CancelOrder(who, id(nextId()), id(someId()), stamped());
      case 2, 3 ->
          new OrderCommand.ReplaceOrder(
              who,
              id(nextId()),
              id(someId()),
              stamped(),
              values(),
              Optional.empty(),
              Optional.empty());
      case 4 -> new OrderCommand.MassCancel(who, id(nextId()), stamped(), random.nextBoolean());
      case 5 -> new OrderCommand.QueryOrder(who, id(someId()), Optional.empty());
      default -> {
        var timeInForce = one(List.of(TimeInForce.values()));
        boolean dated = timeInForce == TimeInForce.GOOD_TILL_DATE;
        Optional<Instant> end =
            dated ? Optional.of(now.plusSeconds(random.nextInt(100_000))) : Optional.empty();
        yield order(who, nextId(), values(), timeInForce, end, stamped());
      }
    };
  }

  private Stamp stamped() {
    Duration age = random.nextInt(20) == 0 ? Duration.ofMinutes(random.nextInt(10)) : Duration.ZERO;
    Optional<Long> nonce =
        random.nextInt(4) == 0 ? Optional.of((long) random.nextInt(1000)) : Optional.empty();
    return new Stamp(now.minus(age), nonce, random.nextInt(15) == 0);
  }

  private Handle values() {
    return parties.share(
        new Parties.Values(1, random.nextBoolean(), lots(), 98 + random.nextInt(5)));
  }

  /** Mostly the same size, so that quotes cover requests; sometimes none, which is wrong. */
  private int lots() {
    return random.nextInt(3) > 0 ? 10 : random.nextInt(20);
  }

  private String nextId() {
    return random.nextInt(20) == 0 ? someId() : "i" + ++lastId;
  }

  private String someId() {
    return "i" + Math.max(1, lastId - random.nextInt(12));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
