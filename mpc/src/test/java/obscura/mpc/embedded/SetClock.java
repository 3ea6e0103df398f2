package obscura.mpc.embedded;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where a test has put it. */
final class SetClock extends Clock {
  private volatile long millis;

  SetClock(long millis) {
    this.millis = millis;
  }

  void set(long now) {
    millis = now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
