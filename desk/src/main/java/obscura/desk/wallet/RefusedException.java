package obscura.desk.wallet;

/** What was asked for cannot be done; the message says why, in one line. */
public final class RefusedException extends RuntimeException {
  /** One line. */
  public RefusedException(String message) {
    super(message);
  }
}
