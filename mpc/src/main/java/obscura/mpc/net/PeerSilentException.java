package obscura.mpc.net;

/** A peer did not answer in time; the run is abandoned and nothing has changed. */
public final class PeerSilentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PeerSilentException(String message) {
    super(message);
  }
}
