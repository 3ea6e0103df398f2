package obscura.mpc.venue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Sample;
import obscura.mpc.api.Step;
import org.jspecify.annotations.Nullable;

/**
 * Measures all steps, one after the other, each in two slices: a few executions to learn how long
 * one takes, then as many as fit into a tenth of a second. A job that comes meanwhile waits for one
 * slice at most. Any thread.
 */
final class Benchmark {
  private static final int FIRST = 3;
  private static final int TIMES_MAX = 100;
  private static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();

  private final Function<Sample, CompletableFuture<List<Measured>>> slice;
  private @Nullable CompletableFuture<List<List<Measured>>> running;

  /**
   * Does nothing yet.
   *
   * @param slice has all three parties execute a step; completes with what each measured
   */
  Benchmark(Function<Sample, CompletableFuture<List<Measured>>> slice) {
    this.slice = slice;
  }

  /** What each party measured of each step; of the measurement that runs already, if one does. */
  synchronized CompletableFuture<List<List<Measured>>> measure() {
    if (running == null || running.isDone()) {
      CompletableFuture<List<List<Measured>>> all =
          CompletableFuture.completedFuture(new ArrayList<>());
      for (Step step : Step.values()) {
        all = all.thenCompose(sofar -> of(step).thenApply(more -> with(sofar, more)));
      }
      running = all.thenApply(Benchmark::byParty);
    }
    return running.copy();
  }

  private CompletableFuture<List<Measured>> of(Step step) {
    return slice
        .apply(new Sample(step, FIRST))
        .thenCompose(first -> {
          int times = fitting(first);
          return times > FIRST
              ? slice.apply(new Sample(step, times))
              : CompletableFuture.completedFuture(first);
        });
  }

  /** How many executions fit into a slice at the slowest party. */
  private static int fitting(List<Measured> first) {
    long slowest = first.stream().mapToLong(Measured::medianNanos).max().orElseThrow();
    return (int) Math.min(TIMES_MAX, SLICE_NANOS / Math.max(1, slowest));
  }

  private static List<List<Measured>> with(List<List<Measured>> sofar, List<Measured> more) {
    List<List<Measured>> all = new ArrayList<>(sofar);
    all.add(more);
    return all;
  }

  private static List<List<Measured>> byParty(List<List<Measured>> bySteps) {
    return IntStream.range(0, 3)
        .mapToObj(party -> bySteps.stream().map(step -> step.get(party)).toList())
        .toList();
  }
}
