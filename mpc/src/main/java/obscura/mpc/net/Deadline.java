package obscura.mpc.net;

import java.util.concurrent.locks.LockSupport;

/**
 * Cuts a party's lines when its thread has waited at one of them for too long. The thread says when
 * it begins to wait and until when at most; a second one looks every few milliseconds. This costs
 * nothing on the way of a message, unlike a time-out of each read.
 */
final class Deadline implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = 10_000_000;
  private static final long NONE = Long.MAX_VALUE;

  private final Runnable cut;
  private final Thread watch;
  private volatile long untilNanos = NONE;
  private volatile boolean closed;

  Deadline(int party, Runnable cut) {
    this.cut = cut;
    this.watch =
        Thread.ofPlatform().daemon().name("mpc-deadline-" + party).unstarted(this::look);
  }

  void open() {
    watch.start();
  }

  void begin(long deadlineNanos) {
    untilNanos = deadlineNanos;
  }

  void end() {
    untilNanos = NONE;
  }

  void cut() {
    cut.run();
  }

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      long until = untilNanos;
      if (until != NONE && until - System.nanoTime() < 0) {
        untilNanos = NONE;
        cut.run();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
  }
}
