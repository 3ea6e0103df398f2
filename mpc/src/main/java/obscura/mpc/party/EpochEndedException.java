package obscura.mpc.party;

/** The question belongs to an epoch that is over here; nothing was done for it. */
public final class EpochEndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which epoch. */
  public EpochEndedException(String message) {
    super(message);
  }
}
