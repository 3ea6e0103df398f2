package obscura.mpc.party;

import obscura.mpc.api.Origin;
import obscura.mpc.roster.Roster;

/**
 * The time that the three go by in the book: the latest one in the signed record of an order that a
 * job has named. It is the same at all three, which their own clocks are not; but no party takes a
 * record whose time is far from its own clock ({@link Intake}). It is kept only where the roster
 * has something that depends on it.
 */
final class BookTime {
  private static final long MINUTE = 60;

  private BookTime() {}

  /** Takes note of an order's time. */
  static void advance(Run run, Origin origin) {
    long seconds = origin.timeMillis() / 1000;
    if (seconds > seconds(run) && matters(run.state().adopted())) {
      run.set(new Fact.BookTime(seconds));
    }
  }

  /** Whether something in a roster depends on the book's time. */
  static boolean matters(Roster roster) {
    return roster.parameter(Budget.LIMIT).isPresent()
        || Pricing.hasReferences(roster.instruments());
  }

  /** In whole seconds since 1970; 0 before the first order. */
  static long seconds(Run run) {
    return run.fact(Fact.BOOK_TIME) instanceof Fact.BookTime time ? time.seconds() : 0;
  }

  static long minute(Run run) {
    return seconds(run) / MINUTE;
  }
}
