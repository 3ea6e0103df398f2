package obscura.mpc.receipt;

/** A text that is no document; the message is one line that says why. */
public final class DocumentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DocumentException(String message) {
    super(message);
  }
}
