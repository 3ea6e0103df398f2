package obscura.engine.fix.session;

import java.util.Optional;

/** The token buckets of one session, or of one firm (rules of engagement 1.9). Thread-safe. */
final class MessageBudget {
  private static final int ANY_MESSAGE = 801;
  private static final int REQUEST = 802;
  private static final int ORDER = 803;
  private static final int QUOTE = 804;

  private final boolean enabled;
  private final TokenBucket all;
  private final TokenBucket requests;
  private final TokenBucket orders;
  private final TokenBucket cancels;
  private final TokenBucket quotes;

  MessageBudget(ThrottleLimits limits, long nowMillis) {
    this.enabled = limits.enabled();
    this.all = new TokenBucket(limits.all(), nowMillis);
    this.requests = new TokenBucket(limits.requests(), nowMillis);
    this.orders = new TokenBucket(limits.orders(), nowMillis);
    this.cancels = new TokenBucket(limits.cancels(), nowMillis);
    this.quotes = new TokenBucket(limits.quotes(), nowMillis);
  }

  /** Spends what a message of this type costs; says so if it is not there. */
  Optional<Throttled> spend(String type, long nowMillis) {
    if (!enabled) {
      return Optional.empty();
    }
    return switch (type) {
      case "q", "Z" -> take(cancels, ANY_MESSAGE, nowMillis);
      case "F" -> cancels.take(nowMillis) ? Optional.empty() : takeBoth(orders, ORDER, nowMillis);
      case "D", "G" -> takeBoth(orders, ORDER, nowMillis);
      case "R" -> takeBoth(requests, REQUEST, nowMillis);
      case "S" -> takeBoth(quotes, QUOTE, nowMillis);
      default -> take(all, ANY_MESSAGE, nowMillis);
    };
  }

  private Optional<Throttled> takeBoth(TokenBucket own, int venueCode, long nowMillis) {
    Optional<Throttled> refused = take(all, ANY_MESSAGE, nowMillis);
    return refused.isPresent() ? refused : take(own, venueCode, nowMillis);
  }

  private static Optional<Throttled> take(TokenBucket bucket, int venueCode, long nowMillis) {
    return bucket.take(nowMillis)
        ? Optional.empty()
        : Optional.of(bucket.refusal(venueCode, nowMillis));
  }
}
