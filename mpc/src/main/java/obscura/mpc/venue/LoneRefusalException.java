package obscura.mpc.venue;

import obscura.mpc.api.CheatingSuspectedException;

/**
 * One party refuses by a rule what the two others do: in the malicious mode its word alone ends
 * nothing, and what was asked may be asked again.
 */
final class LoneRefusalException extends CheatingSuspectedException {
  private static final long serialVersionUID = 1;

  LoneRefusalException(String message) {
    super(message);
  }
}
