package obscura.engine.port;

/** A party refused to open a value: nobody entitled the recipient. Trying again does not help. */
public final class RevealRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RevealRefusedException(String message) {
    super(message);
  }
}
