package obscura.engine.adapter.dropcopy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.store.DropCopyStore;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every event of a participant's trading life to the compliance store, in batches, exactly
 * once: the store keeps the position up to which it has everything. Events count as finished only
 * some commits later, so that the log still has what the store may forget at a kill.
 */
public final class DropCopyAdapter implements EventConsumer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DropCopyAdapter.class);
  private static final int BATCH_MAX = 200;
  private static final long RETRY_MILLIS = 1_000;

  private record Taken(long position, VenueEvent event) {}

  /** How often the thread looks whether it shall end; an interrupt would break its connection. */
  private static final long LOOK_MILLIS = 50;

  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final DropCopyStore store;
  private final Records records;
  private final BlockingQueue<Taken> queue = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("dropcopy").unstarted(this::run);
  private final Progress progress = new Progress(Progress.COMMITS_UNSURE);
  private final long reached;

  public DropCopyAdapter(DropCopyStore store, Records records) {
    this.store = store;
    this.records = records;
    this.reached = store.lastPosition();
    thread.start();
  }

  @Override
  public String name() {
    return "dropcopy";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    if (position > reached) {
      queue.add(new Taken(position, event));
    }
  }

  @Override
  public long finished() {
    return progress.finished();
  }

  @Override
  public long reached() {
    return reached;
  }

  private void run() {
    List<Taken> batch = new ArrayList<>();
    try {
      while (closing.getCount() > 0) {
        Taken first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        write(batch);
        batch.clear();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Taken> batch) throws InterruptedException {
    while (true) {
      try {
        List<TradingRecord> all = new ArrayList<>();
        for (Taken taken : batch) {
          all.addAll(records.of(taken.position(), taken.event()));
        }
        long last = batch.getLast().position();
        progress.taken(last, true);
        store.append(all, last);
        progress.done(last);
        return;
      } catch (RuntimeException failed) {
        LOG.warn("the drop copy is tried again: {}", failed.getClass().getName());
        if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new InterruptedException("closing");
        }
      }
    }
  }

  /** Writes the batch under way to its end; the rest comes again after a restart. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSE_MAX)) {
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
