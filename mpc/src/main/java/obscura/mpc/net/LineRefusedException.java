package obscura.mpc.net;

import java.io.IOException;

/** One side of a new line does not accept the other; trying again does not help. */
public final class LineRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public LineRefusedException(String message) {
    super(message);
  }
}
