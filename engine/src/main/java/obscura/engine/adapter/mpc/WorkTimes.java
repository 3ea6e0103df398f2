package obscura.engine.adapter.mpc;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import obscura.engine.port.PartyOperations.WorkLine;

/**
 * How long the parties take for what they are asked, kind by kind, from the question to the answer
 * (requirement 36.5). Any thread.
 */
public final class WorkTimes {
  private static final int LAST = 1_000;

  private final Map<String, Kind> kinds = new ConcurrentSkipListMap<>();

  /** Times one question; the future itself goes on. */
  <T> CompletableFuture<T> timed(String kind, CompletableFuture<T> answer) {
    long begun = System.nanoTime();
    Kind times = kinds.computeIfAbsent(kind, name -> new Kind());
    return answer.whenComplete(
        (given, problem) -> times.record(System.nanoTime() - begun, problem == null));
  }

  /** All kinds so far, by name. */
  List<WorkLine> lines() {
    return kinds.entrySet().stream().map(e -> e.getValue().line(e.getKey())).toList();
  }

  private static final class Kind {
    private final long[] nanos = new long[LAST];
    private long done;
    private long failed;

    synchronized void record(long took, boolean answered) {
      if (answered) {
        nanos[(int) (done++ % LAST)] = took;
      } else {
        failed++;
      }
    }

    synchronized WorkLine line(String kind) {
      long[] sorted = Arrays.copyOf(nanos, (int) Math.min(done, LAST));
      Arrays.sort(sorted);
      return new WorkLine(kind, done, failed, at(sorted, 50), at(sorted, 99));
    }

    private static Duration at(long[] sorted, int percent) {
      return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[sorted.length * percent / 100]);
    }
  }
}
