package obscura.engine.fix.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test says so. */
final class SteppedClock implements InstantSource {
  private volatile Instant now;

  SteppedClock(Instant start) {
    this.now = start;
  }

  /** Starts at the true time, which the FIX engine's own checks compare with. */
  static SteppedClock startingNow() {
    return new SteppedClock(Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }
}
