package obscura.mpc.remote;

/** A party has stopped for good and says why. */
public final class PartyStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PartyStoppedException(String message) {
    super(message);
  }
}
