package obscura.engine.port;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;

/**
 * Counts which events a consumer has done when it works on several at once: the highest position
 * below which nothing is open. Thread-safe.
 */
public final class Progress {
  /**
   * How many commits a consumer with a database stays behind. H2 (2.5.252, WRITE_DELAY=0) can lose
   * the newest commits, although they had returned, when a kill -9 cuts the next one short: 1 of 60
   * kills lost one commit. 64 is a margin, not a proof (decision 0010).
   */
  public static final int COMMITS_UNSURE = 64;

  private final TreeSet<Long> open = new TreeSet<>();
  private final Deque<Long> unsure = new ArrayDeque<>();
  private final int behind;
  private long last;

  /** What is done is finished at once. */
  public Progress() {
    this(0);
  }

  /** What is done is finished when this many others have been done after it. */
  public Progress(int behind) {
    this.behind = behind;
  }

  /** An event was taken; unless it is opened, it counts as done. Positions rise. */
  public synchronized void taken(long position, boolean opened) {
    last = Math.max(last, position);
    if (opened) {
      open.add(position);
    }
  }

  /** What was opened is done and durable. */
  public synchronized void done(long position) {
    unsure.addLast(position);
    if (unsure.size() > behind) {
      open.remove(unsure.removeFirst());
    }
  }

  public synchronized long finished() {
    return open.isEmpty() ? last : open.first() - 1;
  }
}
