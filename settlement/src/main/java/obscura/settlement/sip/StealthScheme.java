package obscura.settlement.sip;

/** The two orders of roles in SIP's stealth addresses. */
public enum StealthScheme {
  /** The shared point is made with the spend key, the one-time key grows from the view key. */
  V1(1),
  /** The shared point is made with the view key, the one-time key grows from the spend key. */
  V2(2);

  private final int number;

  StealthScheme(int number) {
    this.number = number;
  }

  /** The number in a memo. */
  public int number() {
    return number;
  }
}
