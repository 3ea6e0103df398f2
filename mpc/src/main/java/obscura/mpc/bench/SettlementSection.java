package obscura.mpc.bench;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Vector;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.measure.Timing;
import obscura.mpc.roster.Entry;

/** How long it takes to make the notes of a fill, and to prove and sign a batch of one. */
final class SettlementSection {
  private static final String ADDRESS = "11".repeat(20);

  /** A vault that is nowhere. */
  static final Entry RAIL =
      Entry.parse(
          "rail "
              + Orders.INSTRUMENT
              + " 1 "
              + ADDRESS
              + " "
              + "22".repeat(20)
              + " "
              + "33".repeat(20)
              + " 1000000000000000 10");

  /** Those who have note keys. */
  static final List<String> OWNERS = List.of("A", "B");

  /** Of the secrets 1 and 2. */
  private static final String PATH =
      "sip:ethereum:0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
          + ":0x02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5";

  private static final int TIMES = 30;
  private static final int QUICK_TIMES = 2;

  private final BenchOptions options;
  private final Report report;
  private final Path folder;

  SettlementSection(BenchOptions options, Report report, Path folder) {
    this.options = options;
    this.report = report;
    this.folder = folder;
  }

  private static ShareKeys secrets(String owner) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) owner.charAt(0));
    return new ShareKeys(List.of(key, key, key));
  }

  private static Purpose.NoteKeys told(String owner) {
    return new Purpose.NoteKeys(List.of(PATH), secrets(owner).fingerprints());
  }

  /** Names the keys of an owner. */
  static Entry named(String owner) {
    return new Entry.NoteKeys(owner, told(owner).digest(owner), true);
  }

  void measure() {
    report.section("settlement, parties in the venue's process");
    for (Mode mode : Mode.values()) {
      try (EngineHere engine = new EngineHere(folder.resolve(mode.name()), mode)) {
        new Measurement(engine, mode).measure();
      }
    }
  }

  /** In one mode. */
  private final class Measurement {
    private final EngineHere engine;
    private final MpcEngine port;
    private final Mode mode;
    private long job;
    private long records;

    Measurement(EngineHere engine, Mode mode) {
      this.engine = engine;
      this.port = engine.port();
      this.mode = mode;
    }

    void measure() {
      Handle seller = keys("A");
      Handle buyer = keys("B");
      List<Handle> base = List.of(deposit("A", seller, true));
      List<Handle> quote = List.of(deposit("B", buyer, false));
      List<Destination> outputs = List.of(to(buyer), to(seller), to(seller), to(buyer));
      Handle[] last = new Handle[1];
      time(
          "notes of a fill",
          () -> {
            last[0] = fill();
            return new Settlement.CommitFill(
                last[0], 1, Orders.INSTRUMENT, false, base, quote, outputs);
          });
      List<Place> places = List.of(new Place(1, 0), new Place(2, 0));
      time(
          "proof and signature of a batch",
          () -> new Settlement.SignBatch(job, 1, 1, List.of(last[0]), places));
    }

    private void time(String what, Supplier<Settlement> tasks) {
      int times = options.quick() ? QUICK_TIMES : Math.max(2, TIMES * options.percent() / 100);
      Engine.Cost cost = engine.costOf(asked(tasks));
      for (int k = 0; k < times / 2; k++) {
        Engine.Cost again = engine.costOf(asked(tasks));
        cost = again.bytes() < cost.bytes() ? again : cost;
      }
      long[] nanos = new long[times];
      for (int k = 0; k < times; k++) {
        Runnable asked = asked(tasks);
        long start = System.nanoTime();
        asked.run();
        nanos[k] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      Timing timing =
          new Timing(
              what,
              times,
              nanos[(times - 1) / 2],
              nanos[Math.min(times - 1, times * 99 / 100)],
              cost.rounds(),
              cost.bytes(),
              cost.triples(),
              -1);
      report.row("settlement", new Measured(mode, timing));
    }

    private Runnable asked(Supplier<Settlement> tasks) {
      Settlement task = tasks.get();
      return () -> ask(task);
    }

    private Settlement.Answer ask(Settlement task) {
      Outcome outcome = port.execute(new Job.Settle(++job, task)).join();
      if (outcome instanceof Outcome.Settled(Settlement.Answer answer)
          && !answer.equals(new Made(false, List.of()))) {
        return answer;
      }
      throw new IllegalStateException("the engine answers " + outcome);
    }

    private Origin origin(String owner, Purpose purpose) {
      long message = ++records;
      long now = System.currentTimeMillis();
      return new Origin(owner, owner, message, now, "S" + message, 0, false, purpose);
    }

    private Handle keys(String owner) {
      Handle keys = port.putKeys(origin(owner, told(owner)), secrets(owner)).join();
      ask(new Settlement.AdmitKeys(keys));
      return keys;
    }

    private Destination to(Handle keys) {
      return new Destination(keys, 0, String.format(Locale.ROOT, "%064x", ++records));
    }

    private Handle deposit(String owner, Handle keys, boolean base) {
      String amount = BigInteger.TEN.pow(24).toString();
      String opening = String.format(Locale.ROOT, "%064x", ++records);
      Purpose said = new Purpose.Deposit(to(keys), Orders.INSTRUMENT, base, amount, opening);
      Settlement task = new Settlement.AdmitDeposit(port.statement(owner, 1, said));
      return ((Made) ask(task)).notes().getFirst().handle();
    }

    private Handle fill() {
      add("A", Vector.input(Orders.INSTRUMENT, 1, 7, 3_000, 0, 0));
      return add("B", Vector.input(Orders.INSTRUMENT, 0, 7, 3_000, 0, 0)).fills().getFirst().fill();
    }

    private Outcome.Matched add(String owner, Vector vector) {
      Origin origin = origin(owner, new Purpose.Order(Lifetime.RESTS));
      Handle order = port.put(new Input(origin, vector)).join();
      return (Outcome.Matched) port.execute(new Job.AddOrder(++job, order)).join();
    }
  }
}
