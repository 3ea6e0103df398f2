package obscura.engine.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When an order ends by itself (rules of engagement 4). */
public final class OrderExpiry {
  /** Days end, and with them day orders. */
  private static final LocalTime DAY_END = LocalTime.of(20, 0);

  private OrderExpiry() {}

  /**
   * Of an order that may rest.
   *
   * @param entered when it came
   * @param own the time that it names; empty for the end of its day
   */
  public static Instant of(Instant entered, Optional<Instant> own) {
    if (own.isPresent()) {
      return own.get();
    }
    Instant today = entered.atZone(ZoneOffset.UTC).with(DAY_END).toInstant();
    return today.isAfter(entered) ? today : today.plus(Duration.ofDays(1));
  }
}
