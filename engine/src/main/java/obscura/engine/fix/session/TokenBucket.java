package obscura.engine.fix.session;

import java.util.concurrent.TimeUnit;

/** Holds so many tokens, refilled at a constant rate. Thread-safe. */
final class TokenBucket {
  private static final long WINDOW_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final ThrottleLimits.Rate rate;
  private double tokens;
  private long refilledAtMillis;

  TokenBucket(ThrottleLimits.Rate rate, long nowMillis) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.refilledAtMillis = nowMillis;
  }

  /** Takes a token if there is one. */
  synchronized boolean take(long nowMillis) {
    refill(nowMillis);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** What to tell a client that found the bucket empty. */
  synchronized Throttled refusal(int venueCode, long nowMillis) {
    refill(nowMillis);
    long wait = (long) Math.ceil((1 - tokens) * WINDOW_MILLIS / rate.perSecond());
    return new Throttled(venueCode, Math.max(1, wait), rate.perSecond(), WINDOW_MILLIS);
  }

  private void refill(long nowMillis) {
    long passed = Math.max(0, nowMillis - refilledAtMillis);
    tokens = Math.min(rate.burst(), tokens + (double) passed * rate.perSecond() / WINDOW_MILLIS);
    refilledAtMillis = Math.max(refilledAtMillis, nowMillis);
  }
}
