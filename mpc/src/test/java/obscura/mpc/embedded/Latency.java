package obscura.mpc.embedded;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Vector;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/**
 * Prints latencies, rounds, bytes and triples of the engine on this machine. A main class, not a
 * test: {@code java -cp … obscura.mpc.embedded.Latency [malicious [cold]]}. Cold: no triples are
 * made in idle time, so that jobs wait for them.
 */
public final class Latency {
  private static final int WARM_UP = 300;
  private static final int MEASURED = 300;

  /** With a large book, which takes long. */
  private static final int MEASURED_LARGE = 200;

  /** Counts what all threads allocate, also the venue's. */
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private static final long IN_STOCK = 8L * Supply.SMALLEST_BATCH;

  private final Path directory;
  private final Protection protection;
  private final boolean warm;
  private Rig rig;

  private interface Action {
    void run();
  }

  private Latency(Path directory, Protection protection, boolean warm) {
    this.directory = directory;
    this.protection = protection;
    this.warm = warm;
    this.rig = new Rig(directory, protection);
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("latency");
    List<String> words = List.of(arguments);
    Mode mode = words.contains("malicious") ? Mode.MALICIOUS : Mode.SEMI_HONEST;
    boolean warm = mode == Mode.MALICIOUS && !words.contains("cold");
    Supply supply = Supply.of(Supply.SMALLEST_BATCH, warm ? IN_STOCK : 0);
    new Latency(directory, new Protection(mode, supply, Duration.ofSeconds(20)), warm).run();
  }

  private void production() {
    long start = System.nanoTime();
    long before = rig.embedded().triplesReady();
    awaitTriples(IN_STOCK - Supply.SMALLEST_BATCH + 1);
    double seconds = (System.nanoTime() - start) / 1e9;
    long made = rig.embedded().triplesReady() - before;
    System.out.printf(
        Locale.ROOT, "%d triples (words of 64) in %.1f s: %.0f/s%n", made, seconds, made / seconds);
  }

  private void awaitTriples(long count) {
    while (rig.embedded().triplesReady() < count) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void run() {
    if (warm) {
      production();
    }
    Vector quiet = Rig.order(1, 0, 10, 1_000, 0);
    measure("put", MEASURED * 10, () -> rig.put("A", quiet));
    Handle own = rig.put("A", quiet);
    measure("reveal", MEASURED * 10, () -> rig.value("A", own));
    addAndCancel("empty book, rests", MEASURED, quiet);
    quotes();
    fill(1_000);
    addAndCancel("1,000 resting, no contra", MEASURED_LARGE, quiet);
    match("1,000 resting, one fill");
    fill(9_000);
    addAndCancel("10,000 resting, no contra", MEASURED_LARGE, quiet);
    match("10,000 resting, one fill");
    rig.close();
  }

  private void addAndCancel(String what, int times, Vector order) {
    Handle[] next = {null};
    measure(
        "AddOrder, " + what,
        times,
        () -> next[0] = rig.put("A", Lifetime.IMMEDIATE_OR_CANCEL, order),
        () -> rig.add(next[0]));
  }

  private void match(String what) {
    Handle[] next = {null};
    measure(
        "AddOrder, " + what,
        MEASURED_LARGE,
        () -> {
          rig.add("B", Rig.order(1, 1, 10, 3_000, 0));
          next[0] = rig.put("A", Rig.order(1, 0, 10, 3_000, 0));
        },
        () -> rig.add(next[0]));
  }

  private void quotes() {
    Handle[] request = {null};
    measure(
        "SelectBest of 8",
        MEASURED,
        () -> {
          request[0] =
              rig.ask(
                  "T",
                  false,
                  false,
                  Rig.order(1, 0, 10, 0, 0),
                  "M0",
                  "M1",
                  "M2",
                  "M3",
                  "M4",
                  "M5",
                  "M6",
                  "M7");
          rig.request(request[0]);
          for (int k = 0; k < 8; k++) {
            Vector quote = Vector.input(1, 1, 10, 1_000 + k, 0, k);
            rig.quote(request[0], rig.offer("M" + k, request[0], quote));
          }
        },
        () -> rig.select(request[0]));
  }

  /** Sells above every bid of this benchmark but one; put in by the faster mode. */
  private void fill(int orders) {
    rig.close();
    rig = new Rig(directory, Protection.of(Mode.SEMI_HONEST, Duration.ofSeconds(20)));
    for (int k = 0; k < orders; k++) {
      rig.add("R" + k % 7, Rig.order(1, 1, 5, 5_000 + k % 100, 0));
    }
    rig.close();
    rig = new Rig(directory, protection);
  }

  private void measure(String what, int times, Action action) {
    measure(what, times, () -> {}, action);
  }

  private void measure(String what, int times, Action before, Action action) {
    long[] nanos = new long[times];
    long triples = 0;
    long allocated = 0;
    for (int k = -Math.min(WARM_UP, times); k < times; k++) {
      before.run();
      if (warm) {
        awaitTriples(Supply.SMALLEST_BATCH);
      }
      long taken = rig.embedded().triplesTaken();
      long allocatedBefore = THREADS.getTotalThreadAllocatedBytes();
      long start = System.nanoTime();
      action.run();
      if (k >= 0) {
        nanos[k] = System.nanoTime() - start;
        allocated += THREADS.getTotalThreadAllocatedBytes() - allocatedBefore;
      }
      triples = rig.embedded().triplesTaken() - taken;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-35s median %8.1f us  p99 %9.1f us  rounds %4d  sent %9d B  triples %7d  new %9d B%n",
        what,
        nanos[times / 2] / 1e3,
        nanos[times * 99 / 100] / 1e3,
        rig.embedded().rounds(),
        rig.embedded().bytesSent(),
        triples,
        allocated / times);
  }
}
