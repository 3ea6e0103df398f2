package obscura.mpc.process;

/** A configuration that cannot be used; the message is one line that says what is allowed. */
public final class PartyConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PartyConfigException(String message) {
    super(message);
  }
}
