package obscura.settlement.core;

import java.math.BigDecimal;
import obscura.domain.FirmId;

/** One half of a trade: an amount of a token from one firm to another. */
public record Leg(FirmId from, FirmId to, String token, BigDecimal amount) {
  /** Shows no amount. */
  @Override
  public String toString() {
    return token + " from " + from + " to " + to;
  }
}
