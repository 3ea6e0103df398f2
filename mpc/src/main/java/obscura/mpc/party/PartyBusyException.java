package obscura.mpc.party;

/** More questions wait at a party than it takes; this one was not looked at. */
public final class PartyBusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PartyBusyException(String message) {
    super(message);
  }
}
