package obscura.desk.wallet;

/** What the process tells its caller. */
public final class ExitCodes {
  public static final int OK = 0;

  /** The vault, the node or this wallet said no. */
  public static final int REFUSED = 1;

  /** The command line makes no sense; nothing was changed. */
  public static final int USAGE = 2;

  /** The node did not answer; what was sent before may stand. */
  public static final int NOT_REACHABLE = 3;

  private ExitCodes() {}
}
