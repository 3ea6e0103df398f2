package obscura.mpc.party;

import java.util.OptionalLong;

/**
 * How many orders of a firm may meet nobody in one minute ({@code trust.md} 3), so that probing for
 * hidden orders costs. The count is public, the minute is the book's ({@link BookTime}), the limit
 * is the roster's {@code parameter misses-per-minute}; without it there is none.
 */
final class Budget {
  static final String LIMIT = "misses-per-minute";

  private Budget() {}

  static OptionalLong limit(Run run) {
    return run.parameter(LIMIT);
  }

  static boolean isUsedUp(Run run, String firm) {
    OptionalLong limit = limit(run);
    return limit.isPresent() && misses(run, firm) >= limit.getAsLong();
  }

  /** Counts an order that met nobody. */
  static void miss(Run run, String firm) {
    if (limit(run).isPresent()) {
      run.set(new Fact.Misses(firm, BookTime.minute(run), misses(run, firm) + 1));
    }
  }

  private static long misses(Run run, String firm) {
    return run.fact(Fact.misses(firm)) instanceof Fact.Misses misses
            && misses.minute() == BookTime.minute(run)
        ? misses.count()
        : 0;
  }
}
