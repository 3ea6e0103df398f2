package obscura.engine.core;

/**
 * Where an order stands: {@code SUBMITTED → ACTIVE → PARTIALLY_FILLED → FILLED | CANCELLED |
 * EXPIRED}, or refused.
 */
public enum OrderStatus {
  /** Its first job is not answered yet. */
  SUBMITTED('A'),
  ACTIVE('0'),
  PARTIALLY_FILLED('1'),
  FILLED('2'),
  CANCELLED('4'),
  EXPIRED('C'),
  REFUSED('8');

  private final char fix;

  OrderStatus(char fix) {
    this.fix = fix;
  }

  /** OrdStatus(39), where no cancel or replace is pending. */
  public char fix() {
    return fix;
  }

  /** Whether it can still be filled. */
  public boolean isOpen() {
    return this == SUBMITTED || this == ACTIVE || this == PARTIALLY_FILLED;
  }
}
