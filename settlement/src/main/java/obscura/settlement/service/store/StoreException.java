package obscura.settlement.service.store;

/** The store cannot be reached, or holds what it should not. Names no amount and no key. */
public final class StoreException extends RuntimeException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
