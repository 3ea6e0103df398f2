package obscura.settlement.swap.store;

/** The store of swaps cannot be reached, or holds what it should not. */
public final class SwapStoreException extends RuntimeException {
  public SwapStoreException(String message) {
    super(message);
  }

  public SwapStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
