package obscura.mpc.net;

import java.util.List;

/** Two parties are not working on the same thing, or their copies of a share differ. */
public final class PeersDifferException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Integer> suspects;

  /** Without a word about whose fault it may be. */
  public PeersDifferException(String message) {
    this(message, List.of());
  }

  /**
   * Says who may be at fault.
   *
   * @param suspects one of these parties deviates, as far as the one that noticed can tell
   */
  public PeersDifferException(String message, List<Integer> suspects) {
    super(message);
    this.suspects = List.copyOf(suspects);
  }

  /** The pair of which one deviates; empty if nothing is known. */
  public List<Integer> suspects() {
    return suspects;
  }
}
