package obscura.mpc.embedded;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Vector;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.net.Links;
import obscura.mpc.note.SignerKey;
import obscura.mpc.party.Charter;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.seal.SealingKey;
import obscura.mpc.venue.ThreeParties;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/** An engine with a venue's few habits: numbers jobs, waits for answers, counts openings. */
class Rig implements AutoCloseable {
  static final List<Long> ENABLED = List.of(1L, 2L, 7L);
  static final ThreeParties.Gateway GATEWAY =
      new ThreeParties.Gateway("TEST", new GatewayKey(key(9)));

  /** The parties' own keys for receipts and transcripts. */
  static final List<PartyKey> SIGNERS =
      List.of(new PartyKey(key(20)), new PartyKey(key(21)), new PartyKey(key(22)));

  /** Malicious with tiny batches, for tests in which somebody falls silent. */
  static final Protection QUICK =
      new Protection(Mode.MALICIOUS, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(4));

  /** The operators' keys and the roster that they signed. */
  static final TestOperators OPERATORS = new TestOperators();

  static final EmbeddedParties.Papers PAPERS =
      new EmbeddedParties.Papers(
          GATEWAY, OPERATORS.operators(), OPERATORS.text(OPERATORS.roster()), SIGNERS, true);

  /** What a party was told by its operator. */
  static Charter charter(int party) {
    return new Charter(
        GATEWAY.instance(),
        OPERATORS.operators(),
        SIGNERS.get(party),
        new SignerKey(key(30 + party)),
        true,
        sealing(party));
  }

  /** What opens what owners seal to a party, as its store's key makes it. */
  static SealingKey sealing(int party) {
    return SealingKey.of(key(party));
  }

  /** An ending that needs nobody's word, for tests that are about something else. */
  static final Ending OPERATOR = new Ending.ByVenue(Ending.Cause.OPERATOR);

  private static final Outcome.Matched UNMATCHED =
      new Outcome.Matched(false, false, false, List.of(), false, false, false);

  final Path directory;
  final MpcEngine engine;
  final Map<String, Integer> openings = new ConcurrentHashMap<>();
  private final Map<Handle, Origin> origins = new ConcurrentHashMap<>();

  /** Milliseconds that a request collects quotes: more than a test has messages. */
  static final long WINDOW = 3_000;

  /** So much later than a message it is for the parties: the request is closed, its hold is not. */
  private static final long LATER = WINDOW;

  /** Number and time of the last one: they are a millisecond apart at least. */
  private long messages = System.currentTimeMillis() - LATER;

  /** The clock of parties that the rig started; it goes on with the messages. */
  final SetClock clock = new SetClock(messages + LATER);

  /** Whether the parties go by the clock of the machine: then the messages do. */
  private final boolean goesByTheMachine;

  long job;

  Rig(Path directory) {
    this(directory, Duration.ofSeconds(20));
  }

  Rig(Path directory, Duration timeout) {
    this(directory, Protection.of(Mode.SEMI_HONEST, timeout));
  }

  Rig(Path directory, Protection protection) {
    this.directory = directory;
    this.engine =
        new EmbeddedParties(
            directory,
            Rig::key,
            new EmbeddedParties.Surroundings(
                PAPERS, protection.patience(), clock, k -> this::count, Links.inMemory()),
            protection);
    this.job = engine.executed();
    this.goesByTheMachine = false;
  }

  /** Malicious, with batches far too small to be secure: there is no time for more in a test. */
  static Rig malicious(Path directory) {
    return new Rig(
        directory,
        new Protection(
            Mode.MALICIOUS, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(20)));
  }

  /** Parties of a profile for tests, whose lines are given. */
  static EmbeddedParties parties(
      Path directory, Links[] links, Clock clock, Protection protection) {
    return new EmbeddedParties(
        directory,
        Rig::key,
        new EmbeddedParties.Surroundings(
            PAPERS, protection.patience(), clock, party -> (what, bits) -> {}, links),
        protection);
  }

  /** Over an engine that runs already. */
  Rig(Path directory, MpcEngine engine) {
    this.directory = directory;
    this.engine = engine;
    this.job = engine.executed();
    this.goesByTheMachine = true;
  }

  void count(String what, int bits) {
    openings.merge(what, bits, Integer::sum);
  }

  /** The parties of this process. */
  EmbeddedParties embedded() {
    return (EmbeddedParties) engine;
  }

  /** An order outside of a rig. */
  static Input order(String owner, long message, Lifetime lifetime, Vector vector) {
    Purpose purpose = new Purpose.Order(lifetime);
    return new Input(
        new Origin(
            owner, owner, message, System.currentTimeMillis(), "ID" + message, 0, false, purpose),
        vector);
  }

  static byte[] key(int party) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) (0x41 + party));
    return key;
  }

  static Vector order(long instrument, long side, long quantity, long price, long minimum) {
    return Vector.input(instrument, side, quantity, price, minimum, 0);
  }

  static Vector buy(long quantity, long price) {
    return order(1, 0, quantity, price, 0);
  }

  static Vector sell(long quantity, long price) {
    return order(1, 1, quantity, price, 0);
  }

  /** An order that rests. */
  Handle put(String owner, Vector vector) {
    return put(owner, Lifetime.RESTS, vector);
  }

  Handle put(String owner, Lifetime lifetime, Vector vector) {
    return put(origin(owner, new Purpose.Order(lifetime)), vector);
  }

  Handle put(Origin origin, Vector vector) {
    Handle handle = engine.put(new Input(origin, vector)).join();
    origins.put(handle, origin);
    return handle;
  }

  /** The next message of somebody who is a firm of their own. */
  Origin origin(String owner, Purpose purpose) {
    return origin(owner, owner, false, purpose);
  }

  Origin origin(String owner, String firm, boolean open, Purpose purpose) {
    long number = next();
    return new Origin(owner, firm, number, number, "ID" + number, 0, open, purpose);
  }

  private long next() {
    long behind = System.currentTimeMillis() - LATER - messages;
    pass(goesByTheMachine ? Math.max(1, behind) : 1);
    return messages;
  }

  /** Time goes on. */
  void pass(long millis) {
    messages += millis;
    clock.set(messages + LATER);
  }

  Handle ask(String taker, boolean twoWay, boolean partial, Vector vector, String... invited) {
    long closes = messages + WINDOW;
    return put(
        origin(taker, new Purpose.Request(twoWay, partial, List.of(invited), closes)), vector);
  }

  /** A request that several makers may fill together. */
  Handle askSeveral(String taker, boolean partial, Vector vector, String... invited) {
    long closes = messages + WINDOW;
    return put(
        origin(taker, new Purpose.Request(false, partial, List.of(invited), closes, true)), vector);
  }

  Handle offer(String maker, Handle request, Vector vector) {
    return put(quoting(maker, request), vector);
  }

  /** A message of a maker who quotes. */
  Origin quoting(String maker, Handle request) {
    return origin(maker, new Purpose.Quote(Purpose.Quote.alias(request, maker)));
  }

  /** A maker takes back a quote. */
  Outcome withdraw(String maker, Handle request, Handle quote) {
    Statement word = engine.statement(maker, next(), new Purpose.Withdrawal(quote));
    return run(new Job.WithdrawQuote(++job, request, word));
  }

  Handle deal(String taker, Handle selection, Vector vector) {
    return put(origin(taker, new Purpose.Accept(selection)), vector);
  }

  Handle instead(String owner, Handle order, Vector vector) {
    Origin replaced = origins.get(order);
    String original = replaced == null ? "NONE" : replaced.ownId();
    return put(origin(owner, new Purpose.Replacement(original)), vector);
  }

  Outcome run(Job next) {
    return engine.execute(next).join();
  }

  /** What a job gave if it was not refused by a rule. */
  private <T extends Outcome> T run(Job next, T refused) {
    Outcome outcome = run(next);
    @SuppressWarnings("unchecked")
    T given = outcome instanceof Outcome.Refused ? refused : (T) outcome;
    return given;
  }

  Outcome.Matched add(Handle order) {
    return run(new Job.AddOrder(++job, order), UNMATCHED);
  }

  Outcome.Matched add(String firm, Vector vector) {
    return add(put(firm, vector));
  }

  Outcome.Matched add(String firm, Lifetime lifetime, Vector vector) {
    return add(put(firm, lifetime, vector));
  }

  Outcome.Matched replace(Handle order, Handle replacement) {
    return run(new Job.ReplaceOrder(++job, order, replacement), UNMATCHED);
  }

  Outcome.Swept sweep() {
    return (Outcome.Swept) run(new Job.Sweep(++job));
  }

  /** Its owner cancels it. */
  boolean remove(Handle order) {
    Origin entered = origins.get(order);
    Ending why = entered == null ? OPERATOR : cancelled(entered.owner(), order);
    return ((Outcome.Removed) run(new Job.RemoveOrder(++job, order, why))).removed();
  }

  /** What somebody says of an order or a request. */
  Ending cancelled(String owner, Handle what) {
    return new Ending.ByOwner(engine.statement(owner, next(), new Purpose.Cancel(what)));
  }

  boolean request(Handle request) {
    return run(new Job.AdmitRequest(++job, request), new Outcome.Admitted(false)).valid();
  }

  boolean quote(Handle request, Handle quote) {
    return run(new Job.AdmitQuote(++job, request, quote), new Outcome.Admitted(false)).valid();
  }

  Outcome.Selected select(Handle request) {
    return run(
        new Job.SelectBest(++job, request), new Outcome.Selected(List.of(), List.of(), List.of()));
  }

  Outcome.Composed compose(Handle request) {
    return run(new Job.SelectBest(++job, request), new Outcome.Composed(false, List.of()));
  }

  Outcome.Accepted accept(Handle request, Handle taker) {
    return run(
        new Job.Accept(++job, request, taker), new Outcome.Accepted(false, List.of(), List.of()));
  }

  Revealed reveal(String recipient, Handle... handles) {
    return engine.reveal(new Reveal(List.of(handles), recipient)).join();
  }

  Vector value(String recipient, Handle handle) {
    return ((Revealed.Values) reveal(recipient, handle)).vectors().get(0);
  }

  List<Vector> values(String recipient, List<Handle> handles) {
    List<Vector> values = new ArrayList<>();
    handles.forEach(handle -> values.add(value(recipient, handle)));
    return values;
  }

  @Override
  public void close() {
    engine.close();
  }
}
