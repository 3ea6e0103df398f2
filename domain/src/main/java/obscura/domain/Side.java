package obscura.domain;

/** Side(54) of an order, request or fill: the owner buys or sells the base token. */
public enum Side {
  BUY('1'),
  SELL('2');

  private final char fix;

  Side(char fix) {
    this.fix = fix;
  }

  /** The value of FIX field 54. */
  public char fix() {
    return fix;
  }

  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }
}
