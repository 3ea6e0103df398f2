package obscura.settlement.service.core;

/** SettlFailCode(20036), rules of engagement 5.4. */
public enum FailCode {
  NONE(0),
  INSUFFICIENT_BALANCE(1),
  APPROVAL_MISSING(2),
  REVERTED(3),
  REPLACED(4),
  REORGANISED(5),
  CHAIN_HALTED(6),
  SCREENING_HIT(7),
  DEADLINE_PASSED(8),
  GAS_LIMIT(9);

  private final int code;

  FailCode(int code) {
    this.code = code;
  }

  /** The value of field 20036; 0 if there is nothing to say. */
  public int code() {
    return code;
  }
}
