package obscura.settlement.service;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a service tick, one tick after another, until it is closed. */
public final class SettlementThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettlementThread.class);
  private static final long CLOSE_SECONDS_MAX = 10;

  private final SettlementService service;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, task -> Thread.ofPlatform().daemon().name("chain-settlement").unstarted(task));

  /**
   * Starts.
   *
   * @param pause between the end of a tick and the next; a tick asks every endpoint several times
   */
  public SettlementThread(SettlementService service, Duration pause) {
    this.service = service;
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    thread.scheduleWithFixedDelay(this::tick, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the tick under way come to its end. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      service.tick();
    } catch (RuntimeException failed) {
      LOG.warn("settlement goes on at the next tick: {}", failed.getClass().getName());
    }
  }
}
