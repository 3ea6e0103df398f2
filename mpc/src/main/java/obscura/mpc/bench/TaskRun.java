package obscura.mpc.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.api.Mode;
import obscura.mpc.measure.Meter;
import obscura.mpc.measure.Station;
import obscura.mpc.measure.Task;
import obscura.mpc.measure.Timing;
import obscura.mpc.net.Links;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Supply;
import obscura.mpc.verify.TripleStock;
import org.jspecify.annotations.Nullable;

/**
 * One party's part in measuring tasks: first in the semi-honest mode, twice if the JVM is to be
 * warmed up, then in the malicious one. The keys are public: nothing here is secret.
 *
 * @param quick tiny tasks and batches of triples too small to be secure
 * @param percent of the usual number of executions, at least one
 * @param warmUp whether all is executed once more before
 * @param network whether rounds are so slow that few executions must do, and large tasks wait for
 *     no triples
 */
record TaskRun(boolean quick, int percent, boolean warmUp, boolean network) {
  static final String BATCH = "a batch of triples";
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int QUICK_BATCH = 1 << 12;
  private static final int MALICIOUS_SHARE = 5;

  /** One task in one mode. */
  record Measured(Mode mode, Timing timing) {
    String line() {
      return mode + "\t" + timing.line();
    }

    static Measured parse(String line) {
      int tab = line.indexOf('\t');
      return new Measured(
          Mode.valueOf(line.substring(0, tab)), Timing.parse(line.substring(tab + 1)));
    }
  }

  /** Measures over links that were laid; all three parties do this at the same time. */
  List<Measured> measure(Links links) {
    List<Measured> results = new ArrayList<>();
    List<Task> tasks = quick ? Task.tiny() : Task.usual();
    Meter semiHonest = new Meter(station(links, 1, null));
    for (int pass = warmUp ? 0 : 1; pass < 2; pass++) {
      results.clear();
      for (Task task : tasks) {
        results.add(new Measured(Mode.SEMI_HONEST, semiHonest.measure(task, times(task, 1))));
      }
    }
    int batch = quick ? QUICK_BATCH : Supply.SMALLEST_BATCH;
    TripleStock stock =
        new TripleStock(
            Supply.insecureForTests(batch, 0),
            links,
            key("triples", links.party()),
            key("triples", links.next()));
    Meter malicious = new Meter(station(links, 2, stock));
    for (Task task : tasks) {
      if (!(network && task.large())) {
        int times = times(task, MALICIOUS_SHARE);
        results.add(new Measured(Mode.MALICIOUS, malicious.measure(task, times)));
      }
    }
    results.add(new Measured(Mode.MALICIOUS, malicious.measureBatch(BATCH)));
    return results;
  }

  private int times(Task task, int share) {
    return Math.max(network ? 2 : 1, task.times() * percent / (100 * share));
  }

  private static Station station(Links links, long run, @Nullable TripleStock stock) {
    ZeroShares zeros = new ZeroShares(key("zeros", links.party()), key("zeros", links.next()));
    zeros.start(run, 0);
    links.start(run, 0, System.nanoTime() + LIMIT.toNanos());
    return new Station(links, zeros, stock);
  }

  private static byte[] key(String purpose, int party) {
    byte[] key = new byte[ZeroShares.KEY_BYTES];
    Arrays.fill(key, (byte) (purpose.charAt(0) + party));
    return key;
  }
}
