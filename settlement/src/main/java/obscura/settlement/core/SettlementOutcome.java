package obscura.settlement.core;

/** How the settlement of a trade ended; the same however often it is asked. */
public sealed interface SettlementOutcome {
  /** Both legs were moved. */
  record Settled() implements SettlementOutcome {}

  /**
   * Nothing was moved, and nothing will be: a trade is settled or failed once.
   *
   * @param settlFailCode SettlFailCode(20036), rules of engagement 5.4
   * @param reason names firm and token, no amount
   */
  record Failed(int settlFailCode, String reason) implements SettlementOutcome {
    /** SettlFailCode: a firm has not enough of what it must deliver. */
    public static final int INSUFFICIENT_BALANCE = 1;
  }
}
