package obscura.mpc.api;

import java.util.List;

/**
 * Why a resting order leaves the book, or a request ends ({@link Job.RemoveOrder}, {@link
 * Job.CloseRequest}). The first three each party verifies by itself; the venue's own word it takes,
 * as a venue may stop at any time, but counts it for each cause and says so in its log.
 */
public sealed interface Ending {
  /**
   * Its owner wants it so.
   *
   * @param word the owner's own, for {@link Purpose.Cancel} of just this order or request
   */
  record ByOwner(Statement word) implements Ending {}

  /** The time in its record is over, by the middle one of the parties' clocks. */
  record Expired() implements Ending {}

  /**
   * Nobody quotes: only for a request whose set is empty, after its close by the middle one of the
   * parties' clocks, or when every invited maker has passed.
   *
   * @param passes of makers who will not quote, for {@link Purpose.Pass}; empty after the close
   */
  record Unquoted(List<Statement> passes) implements Ending {
    public Unquoted {
      passes = List.copyOf(passes);
    }

    /** After the close, when nobody needs to have passed. */
    public Unquoted() {
      this(List.of());
    }
  }

  /** The venue says so. */
  record ByVenue(Cause cause) implements Ending {}

  /** Why the venue ends something by itself. */
  enum Cause {
    /** Trading is halted. */
    HALT,
    /** Its owner's session has ended, with the instruction to cancel. */
    DISCONNECT,
    /** The venue's operator ended this one. */
    OPERATOR,
    /** Nothing is firm any more: only for a request whose best quote was selected. */
    HOLD_OVER
  }
}
