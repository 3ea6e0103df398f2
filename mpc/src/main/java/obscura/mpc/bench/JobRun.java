package obscura.mpc.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import obscura.mpc.api.Mode;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.measure.Timing;
import obscura.mpc.verify.Supply;

/** Measures whole orders through the engine's port, as the venue gives them. */
final class JobRun {
  static final String FILLED = "order, fill, delete, insert";
  static final String MISSED = "order, nothing crosses";
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final long LOOK_EVERY_NANOS = 1_000_000;
  private static final int PARTIES = 3;

  /** A pool with more than this has no room for another batch. */
  private static final long FULL = Supply.USUAL.stock() - Supply.USUAL.batch();

  private static final Duration TO_FILL = Duration.ofMinutes(3);
  private static final int COSTED = 3;

  private final Engine engine;
  private final Mode mode;
  private final Orders orders;
  private final int resting;
  private final boolean awaitsTriples;

  /**
   * Over an engine whose book is filled.
   *
   * @param resting how many orders rest
   * @param awaitsTriples whether the pool is full enough before each measured order
   */
  JobRun(Engine engine, Mode mode, int resting, boolean awaitsTriples) {
    this.engine = engine;
    this.mode = mode;
    this.resting = resting;
    this.awaitsTriples = awaitsTriples && mode == Mode.MALICIOUS;
    this.orders = new Orders(engine.port());
  }

  /** An order that meets nobody. */
  Measured missing(int times) {
    return measure(MISSED, times, orders::missing);
  }

  /** An order that is filled once and then rests. */
  Measured filling(int times) {
    return measure(FILLED, times, orders::filling);
  }

  private Measured measure(String what, int times, Supplier<Runnable> jobs) {
    Engine.Cost cost = cost(jobs);
    for (int k = 0; k < times / 2; k++) {
      jobs.get().run();
    }
    long[] nanos = new long[times];
    long allocated = 0;
    for (int k = 0; k < times; k++) {
      Runnable job = jobs.get();
      awaitTriples(cost.triples());
      allocated -= THREADS.getTotalThreadAllocatedBytes();
      long start = System.nanoTime();
      job.run();
      nanos[k] = System.nanoTime() - start;
      allocated += THREADS.getTotalThreadAllocatedBytes();
    }
    Arrays.sort(nanos);
    return new Measured(
        mode,
        new Timing(
            String.format(Locale.ROOT, "%s, %,d resting", what, resting),
            times,
            nanos[(times - 1) / 2],
            nanos[Math.min(times - 1, times * 99 / 100)],
            cost.rounds(),
            cost.bytes(),
            cost.triples(),
            engine.isHere() ? allocated / times / PARTIES : -1));
  }

  /** Of some jobs the cheapest: one that finds the pool empty makes a batch of triples, too. */
  private Engine.Cost cost(Supplier<Runnable> jobs) {
    return IntStream.range(0, COSTED)
        .mapToObj(k -> engine.costOf(jobs.get()))
        .min(Comparator.comparingLong(Engine.Cost::bytes))
        .orElseThrow();
  }

  /**
   * Waits until the pool holds twice as many triples, since an order may need more, or as many as
   * are always made in idle time.
   */
  private void awaitTriples(long count) {
    if (awaitsTriples) {
      awaitPool(Math.min(2 * count, FULL));
    }
  }

  /** Waits until the pool is full, in the malicious mode. */
  void awaitFullPool() {
    if (mode == Mode.MALICIOUS) {
      awaitPool(FULL);
    }
  }

  private void awaitPool(long triples) {
    long until = System.nanoTime() + TO_FILL.toNanos();
    while (engine.triplesReady() < triples) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("the pool of triples was not filled in " + TO_FILL);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** Orders a second, each filled once, with their inputs, one after the other without a pause. */
  double sustained(int count) {
    long start = System.nanoTime();
    for (int k = 0; k < count; k++) {
      orders.filling().run();
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
