package obscura.settlement.core;

import java.math.BigDecimal;

/**
 * A firm's amounts of one token, neither below 0.
 *
 * @param available free to reserve
 * @param reserved held for a trade or another reference
 */
public record Balance(BigDecimal available, BigDecimal reserved) {
  /** Nothing. */
  public static final Balance NONE = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);

  public BigDecimal total() {
    return Amounts.checked(available.add(reserved));
  }

  /** Shows no amount. */
  @Override
  public String toString() {
    return "Balance";
  }
}
