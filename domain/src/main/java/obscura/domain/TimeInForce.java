package obscura.domain;

/** TimeInForce(59), the values that the venue serves. */
public enum TimeInForce {
  DAY('0'),
  IMMEDIATE_OR_CANCEL('3'),
  FILL_OR_KILL('4'),
  GOOD_TILL_DATE('6');

  private final char fix;

  TimeInForce(char fix) {
    this.fix = fix;
  }

  /** The value of FIX field 59. */
  public char fix() {
    return fix;
  }
}
