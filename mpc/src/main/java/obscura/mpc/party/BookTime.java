package obscura.mpc.party;

import java.time.Duration;
import obscura.mpc.roster.Roster;

/**
 * The time that the three go by in the book: what their clocks say when a job begins that depends
 * on it ({@link ClockVote}), so nobody holds it still or moves it with the records of orders. Jobs
 * ask for it only where the roster has something that depends on time.
 */
final class BookTime {
  /** How far the signed time of anything may be ahead of a clock. */
  static final long AHEAD_MILLIS = Duration.ofMinutes(1).toMillis();

  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private BookTime() {}

  /** Agrees with the others on the time of this job, if something in the roster depends on it. */
  static void agree(Run run) {
    if (matters(run.state().adopted())) {
      ask(run);
    }
  }

  /** Agrees with the others on the time of this job. */
  static void ask(Run run) {
    run.goBy(new ClockVote(run).millis());
  }

  /** Whether something in a roster depends on the book's time. */
  static boolean matters(Roster roster) {
    return roster.parameter(Budget.LIMIT).isPresent()
        || Pricing.hasReferences(roster.instruments());
  }

  /** Milliseconds since 1970, as agreed when the job began. */
  static long millis(Run run) {
    if (run.agreedMillis() == Run.NO_TIME) {
      throw new IllegalStateException("a job that depends on the time has not asked for it");
    }
    return run.agreedMillis();
  }

  static long minute(Run run) {
    return millis(run) / MINUTE_MILLIS;
  }
}
