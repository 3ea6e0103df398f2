package obscura.mpc.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Vector;

/**
 * Prints latencies, rounds and bytes of the engine on this machine. A main class, not a test:
 * {@code java -cp … obscura.mpc.embedded.Latency}.
 */
public final class Latency {
  private static final int WARM_UP = 300;
  private static final int MEASURED = 300;

  private final Rig rig;

  private interface Action {
    void run();
  }

  private Latency(Rig rig) {
    this.rig = rig;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("latency");
    try (Rig rig = new Rig(directory)) {
      new Latency(rig).run();
    }
  }

  private void run() {
    Vector quiet = Rig.order(1, 0, 10, 1_000, 0);
    measure("put", MEASURED * 10, () -> rig.put("A", quiet));
    Handle own = rig.put("A", quiet);
    measure("reveal", MEASURED * 10, () -> rig.value("A", own));
    addAndCancel("empty book, rests", quiet);
    quotes();
    fill(1_000);
    addAndCancel("1,000 resting, no contra", Rig.order(1, 0, 10, 1_000, 0));
    match("1,000 resting, one fill");
    fill(9_000);
    addAndCancel("10,000 resting, no contra", Rig.order(1, 0, 10, 1_000, 0));
    match("10,000 resting, one fill");
  }

  private void addAndCancel(String what, Vector order) {
    Handle[] next = {null};
    measure(
        "AddOrder, " + what,
        MEASURED,
        () -> next[0] = rig.put("A", order),
        () -> rig.add(next[0], "A", Lifetime.IMMEDIATE_OR_CANCEL));
  }

  private void match(String what) {
    Handle[] next = {null};
    measure(
        "AddOrder, " + what,
        MEASURED,
        () -> {
          rig.add("B", Rig.order(1, 1, 10, 3_000, 0));
          next[0] = rig.put("A", Rig.order(1, 0, 10, 3_000, 0));
        },
        () -> rig.add(next[0], "A", Lifetime.RESTS));
  }

  private void quotes() {
    Handle[] request = {null};
    measure(
        "SelectBest of 8",
        MEASURED,
        () -> {
          request[0] = rig.put("T", Rig.order(1, 0, 10, 0, 0));
          rig.request(request[0], false, false);
          for (int k = 0; k < 8; k++) {
            Vector quote = Vector.input(1, 1, 10, 1_000 + k, 0, k);
            rig.quote(request[0], rig.put("M" + k, quote), "M" + k);
          }
        },
        () -> rig.select(request[0]));
  }

  /** Sells above every bid of this benchmark but one. */
  private void fill(int orders) {
    for (int k = 0; k < orders; k++) {
      rig.add("R" + k % 7, Rig.order(1, 1, 5, 5_000 + k % 100, 0));
    }
  }

  private void measure(String what, int times, Action action) {
    measure(what, times, () -> {}, action);
  }

  private void measure(String what, int times, Action before, Action action) {
    long[] nanos = new long[times];
    for (int k = -WARM_UP; k < times; k++) {
      before.run();
      long start = System.nanoTime();
      action.run();
      if (k >= 0) {
        nanos[k] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-40s median %8.1f us  p99 %9.1f us  rounds %4d  bytes/party %9d%n",
        what,
        nanos[times / 2] / 1e3,
        nanos[times * 99 / 100] / 1e3,
        rig.embedded().rounds(),
        rig.embedded().bytesSent());
  }
}
