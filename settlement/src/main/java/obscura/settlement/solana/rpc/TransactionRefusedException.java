package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.util.Optional;
import obscura.settlement.solana.SipError;

/** A node tried a transaction out, it failed, and so it was not passed on. */
public final class TransactionRefusedException extends IOException {
  private static final String KNOWN = "AlreadyProcessed";

  private final String reason;
  private final Optional<SipError> error;

  /**
   * Names the reason.
   *
   * @param reason as the node named it
   * @param error of our program, if it was that which refused
   */
  TransactionRefusedException(String reason, Optional<SipError> error) {
    super("transaction refused: " + error.map(Enum::name).orElse(reason));
    this.reason = reason;
    this.error = error;
  }

  /** Why our program refused, if it did. */
  public Optional<SipError> error() {
    return error;
  }

  /** It stands in a block already. */
  public boolean isKnown() {
    return reason.equals(KNOWN);
  }
}
