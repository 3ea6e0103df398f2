package obscura.admin.command;

/** What the process tells its caller. */
public final class ExitCodes {
  public static final int OK = 0;

  /** The venue said no, or the question was answered with no; nothing was changed. */
  public static final int REFUSED = 1;

  /** The command line makes no sense; nothing was changed. */
  public static final int USAGE = 2;

  /** Neither venue nor store answered. */
  public static final int NOT_REACHABLE = 3;

  /** The drop copy does not hold. */
  public static final int NOT_VERIFIED = 4;

  private ExitCodes() {}
}
