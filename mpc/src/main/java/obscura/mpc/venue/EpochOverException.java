package obscura.mpc.venue;

import obscura.mpc.api.MpcUnavailableException;

/** The parties had ended the epoch before the question came: nothing was done for it. */
final class EpochOverException extends MpcUnavailableException {
  private static final long serialVersionUID = 1;

  EpochOverException(String message) {
    super(message);
  }
}
