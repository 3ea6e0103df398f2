package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Up to what a difference between a vault and the ledger is booked instead of being a break. It
 * bounds the sum of all such bookings of a token and vault, so that many small ones are a break
 * too.
 *
 * @param below by symbol, in whole tokens, above 0; a token that is not there is never adjusted
 */
public record AdjustLimits(Map<String, BigDecimal> below) {
  /** Nothing is adjusted. */
  public static final AdjustLimits NONE = new AdjustLimits(Map.of());

  private static final Pattern ONE =
      Pattern.compile("([A-Z0-9]{1,16}) ([0-9]{1,18}(?:\\.[0-9]{1,18})?)");

  /** Copies. */
  public AdjustLimits {
    below = Map.copyOf(below);
  }

  /**
   * Reads {@code USDC 0.01, WETH 0.000001}; empty is {@link #NONE}.
   *
   * @throws IllegalArgumentException with one line, for anything else
   */
  public static AdjustLimits parse(String text) {
    Map<String, BigDecimal> limits = new LinkedHashMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      var one = ONE.matcher(part.strip());
      if (!one.matches() || new BigDecimal(one.group(2)).signum() == 0) {
        throw new IllegalArgumentException(
            "limits are written as 'USDC 0.01, WETH 0.000001', each above 0; not '" + text + "'");
      }
      if (limits.put(one.group(1), new BigDecimal(one.group(2))) != null) {
        throw new IllegalArgumentException("two limits for " + one.group(1));
      }
    }
    return new AdjustLimits(limits);
  }

  /** Whether a sum of adjustments, either way, is small enough. */
  boolean allow(String symbol, BigDecimal sum) {
    BigDecimal limit = below.get(symbol);
    return limit != null && sum.abs().compareTo(limit) < 0;
  }
}
