package obscura.mpc.api;

/**
 * A check between the parties failed: one of those named deviates from the protocol, or a line
 * between them is broken by somebody else. Nothing was accepted; the same job may be asked again,
 * and is done once the party at fault is replaced.
 */
public class CheatingSuspectedException extends MpcUnavailableException {
  private static final long serialVersionUID = 1;

  public CheatingSuspectedException(String message) {
    super(message);
  }
}
