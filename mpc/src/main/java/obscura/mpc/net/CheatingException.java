package obscura.mpc.net;

/**
 * This party noticed that another one deviates from the protocol. The run is abandoned, nothing has
 * changed, and the epoch is over; the message names the suspects.
 */
public final class CheatingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CheatingException(String message) {
    super(message);
  }
}
