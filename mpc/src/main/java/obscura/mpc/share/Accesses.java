package obscura.mpc.share;

import org.jspecify.annotations.Nullable;

/**
 * Where a test can watch which rows and lanes the circuits touch and how much they send: nothing of
 * it may depend on a secret. Without an observer, as ever in use, it costs a look at a field for
 * each row.
 */
public final class Accesses {
  /** Told on the thread that does it. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Something is touched or sent.
     *
     * @param at word of an array for a row, lane for lanes, 0 for a message
     * @param count words of the row or message, lanes
     */
    void touched(Kind kind, int at, int count);
  }

  /** What is touched. */
  public enum Kind {
    ROW,
    LANES,
    MESSAGE
  }

  /** Set before the parties' threads begin. */
  private static @Nullable Observer observer;

  private Accesses() {}

  /** From now on this one is told; null: nobody. */
  public static void observe(@Nullable Observer watching) {
    observer = watching;
  }

  /** Tells the observer, if there is one. */
  public static void note(Kind kind, int at, int count) {
    Observer told = observer;
    if (told != null) {
      told.touched(kind, at, count);
    }
  }
}
