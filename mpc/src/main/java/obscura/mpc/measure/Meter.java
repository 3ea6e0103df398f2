package obscura.mpc.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import obscura.mpc.net.Links;

/**
 * Measures tasks at one party while the two others execute the same ones equally often: what is
 * executed depends on numbers that all three know, never on a clock. One thread.
 */
public final class Meter {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final Station station;

  public Meter(Station station) {
    this.station = station;
  }

  /** Prepares a task and measures it. */
  public Timing measure(Task task, int times) {
    return measure(task.name(), times, task.prepare().apply(station));
  }

  /**
   * Executes a task once to learn what it costs, then {@code times} times to measure it. Triples
   * are made before each execution and are not part of it; the verification of its products is.
   */
  public Timing measure(String name, int times, Runnable work) {
    Links links = station.links();
    long taken = station.triplesTaken();
    execute(work);
    long triples = station.triplesTaken() - taken;
    long[] nanos = new long[times];
    long rounds = 0;
    long words = 0;
    long allocated = 0;
    for (int k = 0; k < times; k++) {
      station.reserve(triples);
      rounds -= links.rounds();
      words -= links.wordsSent();
      allocated -= THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      execute(work);
      nanos[k] = System.nanoTime() - start;
      allocated += THREADS.getCurrentThreadAllocatedBytes();
      rounds += links.rounds();
      words += links.wordsSent();
    }
    return Timing.of(
        name,
        nanos,
        new long[] {
          rounds / times,
          words * Long.BYTES / times,
          triples,
          Thread.currentThread().isVirtual() ? -1 : allocated / times
        });
  }

  private void execute(Runnable work) {
    station.begin();
    work.run();
    station.gates().verify();
  }

  /** Makes a batch of triples: {@link Timing#triples} tells how many. */
  public Timing measureBatch(String name) {
    Links links = station.links();
    long rounds = links.rounds();
    long words = links.wordsSent();
    long start = System.nanoTime();
    long made = station.makeBatch();
    long nanos = System.nanoTime() - start;
    return Timing.of(
        name,
        new long[] {nanos},
        new long[] {links.rounds() - rounds, (links.wordsSent() - words) * Long.BYTES, made, -1});
  }
}
