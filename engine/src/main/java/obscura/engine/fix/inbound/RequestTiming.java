package obscura.engine.fix.inbound;

import java.time.Duration;

/**
 * What holds where a request names no times itself (rules of engagement 2.1, fields 20023, 20024).
 *
 * @param window how long quotes are collected, 200 ms to 10 s
 * @param hold how long the shown quote is firm, 500 ms to 5 s
 */
public record RequestTiming(Duration window, Duration hold) {
  static final long WINDOW_MILLIS_MIN = 200;
  static final long WINDOW_MILLIS_MAX = 10_000;
  static final long HOLD_MILLIS_MIN = 500;
  static final long HOLD_MILLIS_MAX = 5_000;

  /** The defaults of the rules of engagement: 2 s and 3 s. */
  public static final RequestTiming STANDARD =
      new RequestTiming(Duration.ofSeconds(2), Duration.ofSeconds(3));

  public RequestTiming {
    if (!isWindow(window.toMillis()) || !isHold(hold.toMillis())) {
      throw new IllegalArgumentException("window is 200 ms to 10 s, hold 500 ms to 5 s");
    }
  }

  static boolean isWindow(long millis) {
    return millis >= WINDOW_MILLIS_MIN && millis <= WINDOW_MILLIS_MAX;
  }

  static boolean isHold(long millis) {
    return millis >= HOLD_MILLIS_MIN && millis <= HOLD_MILLIS_MAX;
  }
}
