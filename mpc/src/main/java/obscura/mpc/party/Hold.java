package obscura.mpc.party;

import java.util.Objects;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;

/**
 * How long the taker may deal on what was selected. A venue that keeps an accept back past that
 * would have an option for nothing on prices that moved; so the parties go by their own clocks
 * ({@link ClockVote}).
 */
final class Hold {
  /** The longest time for which selected terms are firm (rules of engagement 2.1, HoldMillis). */
  static final long LONGEST_MILLIS = 5_000;

  /**
   * The longest time for which quotes are collected (20023, WindowMillis): a close further from the
   * record's time counts for no more, as whoever signs the record wrote it.
   */
  static final long WINDOW_MILLIS = 10_000;

  /**
   * Parameter of the roster: how much later an accept may come that was in time by the venue's
   * clock, and had to wait for its turn; {@link #GRACE_MILLIS} without it.
   */
  static final String GRACE = "accept-grace-millis";

  static final long GRACE_MILLIS = OwnersWord.CLOCKS_MILLIS;

  private Hold() {}

  /**
   * Whether an accept comes too late: after the request's own end, or when the longest hold since
   * its close is over, and the grace.
   */
  static boolean isOver(Run run, Handle handle, Request request) {
    BookTime.ask(run);
    long millis = BookTime.millis(run) - run.parameter(GRACE).orElse(GRACE_MILLIS);
    Origin record = Objects.requireNonNull(run.state().known(handle).origin());
    long closes = Math.min(request.window().closesMillis(), record.timeMillis() + WINDOW_MILLIS);
    long expires = OwnersWord.expiresMillis(run, handle);
    return millis - LONGEST_MILLIS >= closes || (expires != Purpose.NO_EXPIRY && millis >= expires);
  }
}
