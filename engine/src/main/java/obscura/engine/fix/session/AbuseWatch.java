package obscura.engine.fix.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Notices three times the allowed rate kept up for ten seconds, administrative messages included.
 * Afterwards the session stays out for 15 s. Not thread-safe.
 */
final class AbuseWatch {
  static final Duration PENALTY = Duration.ofSeconds(15);
  private static final int SECONDS = 10;

  private final int perSecondMax;
  private final long[] counts = new long[SECONDS];
  private long latestSecond;
  private Instant refusedUntil = Instant.MIN;

  AbuseWatch(int perSecondMax) {
    this.perSecondMax = perSecondMax;
  }

  /** Counts a message; true if it is one too many. */
  boolean count(Instant now) {
    long second = TimeUnit.MILLISECONDS.toSeconds(now.toEpochMilli());
    long from = Math.max(latestSecond + 1, second - SECONDS + 1);
    for (long passed = from; passed <= second; passed++) {
      counts[(int) (passed % SECONDS)] = 0;
    }
    latestSecond = Math.max(latestSecond, second);
    counts[(int) (second % SECONDS)]++;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    if (sum < (long) perSecondMax * SECONDS) {
      return false;
    }
    refusedUntil = now.plus(PENALTY);
    return true;
  }

  /** Whether logons are refused because of it. */
  boolean isRefused(Instant now) {
    return now.isBefore(refusedUntil);
  }
}
