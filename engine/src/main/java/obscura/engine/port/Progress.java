package obscura.engine.port;

import java.util.TreeSet;

/**
 * Counts which events a consumer has done when it works on several at once: the highest position
 * below which nothing is open. Thread-safe.
 */
public final class Progress {
  private final TreeSet<Long> open = new TreeSet<>();
  private long last;

  /** An event was taken; unless it is opened, it counts as done. Positions rise. */
  public synchronized void taken(long position, boolean opened) {
    last = Math.max(last, position);
    if (opened) {
      open.add(position);
    }
  }

  /** What was opened is done and durable. */
  public synchronized void done(long position) {
    open.remove(position);
  }

  public synchronized long finished() {
    return open.isEmpty() ? last : open.first() - 1;
  }
}
