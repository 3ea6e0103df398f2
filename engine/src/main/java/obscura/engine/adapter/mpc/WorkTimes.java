package obscura.engine.adapter.mpc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final MeterRegistry registry;
  private final Map<String, Kind> kinds = new ConcurrentSkipListMap<>();

  /** Times that are told to a registry too, as {@code obscura.mpc.work}. */
  public WorkTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Times one question; the future itself goes on. */
  <T> CompletableFuture<T> timed(String kind, CompletableFuture<T> answer) {
    long begun = System.nanoTime();
    Kind times = kinds.computeIfAbsent(kind, name -> new Kind());
    return answer.whenComplete((given, problem) -> {
      long took = System.nanoTime() - begun;
      times.record(took, problem == null);
      timer(kind, problem == null ? "answered" : "failed").record(Duration.ofNanos(took));
    });
  }

  private Timer timer(String kind, String result) {
    return Timer.builder("obscura.mpc.work")
        .description("from the venue's question to the parties' answer")
        .tags("kind", kind, "result", result)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
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
