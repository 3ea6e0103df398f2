package obscura.domain;

/** SettlState(20030) of a trade, rules of engagement 5.3. */
public enum SettlementState {
  MATCHED(0, false),
  INSTRUCTIONS_MISSING(1, false),
  LOCKED(2, false),
  SENT(3, false),
  INCLUDED(4, false),
  FINAL(5, true),
  DROPPED(6, false),
  FAILED(7, true),
  RECLAIMED(8, true);

  private final int code;
  private final boolean last;

  SettlementState(int code, boolean last) {
    this.code = code;
    this.last = last;
  }

  /** The value of field 20030. */
  public int code() {
    return code;
  }

  /**
   * Whether {@code next} may follow: something later, a reorganisation or what comes after it;
   * missing instructions may also arrive.
   */
  public boolean mayBecome(SettlementState next) {
    if (last || next == this) {
      return false;
    }
    if (this == DROPPED) {
      return next != MATCHED && next != INSTRUCTIONS_MISSING;
    }
    return next.code > code || (this == INSTRUCTIONS_MISSING && next == MATCHED);
  }

  /** Whether no other state follows. */
  public boolean isFinal() {
    return last;
  }
}
