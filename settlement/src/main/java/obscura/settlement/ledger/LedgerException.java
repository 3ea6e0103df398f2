package obscura.settlement.ledger;

/** The ledger cannot be reached, or holds what it should not. Names no amount and no key. */
public final class LedgerException extends RuntimeException {
  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
