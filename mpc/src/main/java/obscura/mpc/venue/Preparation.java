package obscura.mpc.venue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the parties make triples while no job is there. Works in slices of some milliseconds, so
 * that a job that comes has not long to wait. A thread of its own.
 */
final class Preparation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
  private static final Duration QUIET = Duration.ofMillis(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final JobQueue jobs;
  private final Supplier<CompletableFuture<Boolean>> slice;
  private final Thread thread;

  /**
   * Does nothing until {@link #open}.
   *
   * @param slice does some work; completes with whether there is more to do
   */
  Preparation(JobQueue jobs, Supplier<CompletableFuture<Boolean>> slice) {
    this.jobs = jobs;
    this.slice = slice;
    this.thread = Thread.ofPlatform().daemon().name("mpc-prepare").unstarted(this::work);
  }

  void open() {
    thread.start();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted() && jobs.stopped() == null) {
        boolean more = jobs.isQuietFor(QUIET) && prepare();
        if (!more) {
          Thread.sleep(LOOK_EVERY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean prepare() throws InterruptedException {
    try {
      return slice.get().join();
    } catch (CompletionException e) {
      LOG.warn("no triples are made: {}", e.getMessage());
      Thread.sleep(AFTER_FAILURE);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
