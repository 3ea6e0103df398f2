package obscura.mpc.api;

/** A party did not answer in time or is shut down; nothing was opened and nothing is half-done. */
public class MpcUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MpcUnavailableException(String message) {
    super(message);
  }
}
