package obscura.engine.port;

/**
 * Why the venue must not go on: a mistake of ours, or damage. Its text and trace may be logged: of
 * what was thrown it keeps the classes and the places, never the messages, which may hold values.
 */
public final class VenueFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault that one line tells whole; it holds no value of an order. */
  public VenueFault(String line) {
    super(line);
  }

  /**
   * What went wrong where, and the class and the trace of what was thrown there.
   *
   * @param line without a value of an order
   */
  public VenueFault(String line, Throwable thrown) {
    super(line + ": " + classes(thrown));
    setStackTrace(thrown.getStackTrace());
  }

  /**
   * Somebody remembers an event that the log does not have: under that number it would leave out a
   * new one.
   */
  public static VenueFault olderLog(String who, long remembered, long last) {
    return new VenueFault(
        "%s has event %d, but the log ends with event %d: an older log was put back;"
                .formatted(who, remembered, last)
            + " see docs/runbook.md, \"An older log\"");
  }

  private static String classes(Throwable thrown) {
    String own = thrown.getClass().getName();
    return thrown.getCause() == null ? own : own + " by " + classes(thrown.getCause());
  }
}
