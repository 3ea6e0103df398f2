package obscura.settlement.evm;

/** What is at an address is not the vault that was expected; the message says why, in one line. */
public final class VaultMismatchException extends RuntimeException {
  VaultMismatchException(String message) {
    super(message);
  }
}
