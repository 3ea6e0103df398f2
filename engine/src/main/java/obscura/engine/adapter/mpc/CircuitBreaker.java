package obscura.engine.adapter.mpc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares parties that do not answer: opens after five failures in a row, and after 30 seconds lets
 * one probe through, which closes it or opens it again. What fails within half a second counts
 * once, since one silence fails everything that waits. Any thread.
 */
final class CircuitBreaker {
  static final int FAILURES = 5;
  static final Duration OPEN_FOR = Duration.ofSeconds(30);
  static final Duration ONE_FAILURE = Duration.ofMillis(500);

  private final LongSupplier nanoTime;
  private int failures;
  private long lastFailure;
  private long openUntil;
  private boolean open;

  /** Closed; the clock is {@link System#nanoTime} outside of tests. */
  CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether nothing but a probe may be asked. */
  synchronized boolean isOpen() {
    return open;
  }

  /** Whether a probe may be asked now; while open one in 30 seconds. */
  synchronized boolean admitsProbe() {
    if (!open) {
      return true;
    }
    if (nanoTime.getAsLong() - openUntil < 0) {
      return false;
    }
    openUntil = nanoTime.getAsLong() + OPEN_FOR.toNanos();
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    open = false;
  }

  synchronized void failed() {
    long now = nanoTime.getAsLong();
    if (failures > 0 && now - lastFailure < ONE_FAILURE.toNanos()) {
      return;
    }
    failures++;
    lastFailure = now;
    if (failures >= FAILURES) {
      open = true;
      openUntil = now + OPEN_FOR.toNanos();
    }
  }
}
