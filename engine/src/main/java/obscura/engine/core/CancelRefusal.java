package obscura.engine.core;

/** CxlRejReason(102). */
public enum CancelRefusal {
  TOO_LATE(0),
  UNKNOWN_ORDER(1),
  ALREADY_PENDING(3),
  DUPLICATE_ID(6),
  OTHER(99);

  private final int fix;

  CancelRefusal(int fix) {
    this.fix = fix;
  }

  /** The value of FIX field 102. */
  public int fix() {
    return fix;
  }
}
