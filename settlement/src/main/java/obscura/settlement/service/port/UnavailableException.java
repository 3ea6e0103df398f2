package obscura.settlement.service.port;

/** The world failed: nothing is known, nothing was decided, asking again later helps. */
public final class UnavailableException extends RuntimeException {
  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
