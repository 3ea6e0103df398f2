package obscura.settlement.core;

import java.math.BigDecimal;

/** Amounts of tokens: decimal numbers with at most {@value #DIGITS_MAX} digits on either side. */
final class Amounts {
  static final int DIGITS_MAX = 40;

  private Amounts() {}

  static BigDecimal positive(BigDecimal amount) {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("an amount is above 0");
    }
    return checked(amount);
  }

  /** The shortest form, so that equal amounts are equal objects. */
  static BigDecimal checked(BigDecimal amount) {
    BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    if (plain.scale() > DIGITS_MAX || plain.precision() - plain.scale() > DIGITS_MAX) {
      throw new IllegalArgumentException("an amount has at most 40 digits on either side");
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
