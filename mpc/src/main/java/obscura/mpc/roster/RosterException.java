package obscura.mpc.roster;

/** A roster, an entry or a key that cannot be used; the message is one line that says why. */
public final class RosterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RosterException(String message) {
    super(message);
  }
}
