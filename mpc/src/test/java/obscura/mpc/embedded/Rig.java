package obscura.mpc.embedded;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import obscura.mpc.net.Links;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/** An engine with a venue's few habits: numbers jobs, waits for answers, counts openings. */
class Rig implements AutoCloseable {
  static final List<Long> ENABLED = List.of(1L, 2L, 7L);

  final Path directory;
  final MpcEngine engine;
  final Map<String, Integer> openings = new ConcurrentHashMap<>();
  private int records;
  long job;
  long arrival;

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
                protection.patience(), Clock.systemUTC(), k -> this::count, Links.inMemory()),
            protection);
    this.job = engine.executed();
    this.arrival = 1000 * job;
  }

  /** Malicious, with batches far too small to be secure: there is no time for more in a test. */
  static Rig malicious(Path directory) {
    return new Rig(
        directory,
        new Protection(
            Mode.MALICIOUS, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(20)));
  }

  /** Over an engine that runs already. */
  Rig(Path directory, MpcEngine engine) {
    this.directory = directory;
    this.engine = engine;
    this.job = engine.executed();
    this.arrival = 1000 * job;
  }

  void count(String what, int bits) {
    openings.merge(what, bits, Integer::sum);
  }

  /** The parties of this process. */
  EmbeddedParties embedded() {
    return (EmbeddedParties) engine;
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

  Handle put(String owner, Vector vector) {
    return put(owner, false, vector);
  }

  Handle put(String owner, boolean open, Vector vector) {
    return engine.put(new Input(owner, open, "record " + records++, vector)).join();
  }

  Outcome run(Job next) {
    return engine.execute(next).join();
  }

  Outcome.Matched add(Handle order, String firm, Lifetime lifetime) {
    return (Outcome.Matched)
        run(new Job.AddOrder(++job, order, firm, ++arrival, lifetime, ENABLED));
  }

  Outcome.Matched add(String firm, Vector vector) {
    return add(put(firm, vector), firm, Lifetime.RESTS);
  }

  Outcome.Matched replace(Handle order, Handle replacement) {
    return (Outcome.Matched)
        run(new Job.ReplaceOrder(++job, order, replacement, ++arrival, ENABLED));
  }

  boolean remove(Handle order) {
    return ((Outcome.Removed) run(new Job.RemoveOrder(++job, order))).removed();
  }

  boolean request(Handle request, boolean twoWay, boolean partial, String... invited) {
    return ((Outcome.Admitted)
            run(new Job.AdmitRequest(++job, request, twoWay, partial, List.of(invited), ENABLED)))
        .valid();
  }

  boolean quote(Handle request, Handle quote, String maker, Handle... replaces) {
    return ((Outcome.Admitted)
            run(new Job.AdmitQuote(++job, request, quote, List.of(replaces), maker, ENABLED)))
        .valid();
  }

  Outcome.Selected select(Handle request) {
    return (Outcome.Selected) run(new Job.SelectBest(++job, request));
  }

  Outcome.Accepted accept(Handle request, Handle selection, Handle taker) {
    return (Outcome.Accepted) run(new Job.Accept(++job, request, selection, taker, ENABLED));
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
