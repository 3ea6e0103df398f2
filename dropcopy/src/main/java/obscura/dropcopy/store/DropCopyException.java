package obscura.dropcopy.store;

/** The store cannot be reached, or holds what it should not. Names no secret value. */
public final class DropCopyException extends RuntimeException {
  public DropCopyException(String message) {
    super(message);
  }

  public DropCopyException(String message, Throwable cause) {
    super(message, cause);
  }
}
