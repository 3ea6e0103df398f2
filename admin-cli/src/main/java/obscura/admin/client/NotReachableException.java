package obscura.admin.client;

/** Neither the venue nor the store could be asked. One line says what was tried. */
public final class NotReachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotReachableException(String message) {
    super(message);
  }

  public NotReachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
