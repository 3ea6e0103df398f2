package obscura.settlement.service.store;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as nanoseconds since 1970. */
final class Nanos {
  private Nanos() {}

  static long of(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  static Instant at(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
