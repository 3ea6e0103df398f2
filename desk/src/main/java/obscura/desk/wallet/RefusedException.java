package obscura.desk.wallet;

/** What was asked for cannot be done; the message says why, in one line. */
final class RefusedException extends RuntimeException {
  RefusedException(String message) {
    super(message);
  }
}
