package obscura.desk.fix;

/** What a client waited for did not come in time; the message shows what came instead. */
public final class NothingArrivedException extends RuntimeException {
  public NothingArrivedException(String message) {
    super(message);
  }
}
