package obscura.mpc.net;

/** Two parties are not working on the same thing, or their copies of a share differ. */
public final class PeersDifferException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PeersDifferException(String message) {
    super(message);
  }
}
