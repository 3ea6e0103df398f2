package obscura.mpc.party;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;

/**
 * Lets resting orders look for contras again: one that came to the limit of passes, or has not
 * looked since a reference price or the roster changed. Which one it is the parties say, not the
 * venue: whoever has not looked for the longest time.
 */
final class Sweeps {
  private static final Outcome.Matched NONE =
      new Outcome.Matched(false, false, false, List.of(), false, false, false);

  private static final Comparator<Map.Entry<Handle, Resting>> LONGEST_AGO =
      Comparator.<Map.Entry<Handle, Resting>>comparingLong(e -> e.getValue().looked())
          .thenComparingLong(e -> e.getValue().arrival());

  private final Run run;

  Sweeps(Run run) {
    this.run = run;
  }

  /** Takes note of the roster by which the book is matched from this job on. */
  static void goByRoster(Run run) {
    Handle head = run.state().adopted().head();
    boolean known = run.fact(Fact.ROSTER) instanceof Fact.UnderRoster r && r.head().equals(head);
    if (!known) {
      run.set(new Fact.UnderRoster(head, run.job()));
    }
  }

  private long since() {
    long roster = run.fact(Fact.ROSTER) instanceof Fact.UnderRoster r ? r.job() : 0;
    return Math.max(roster, run.state().lastReference());
  }

  Outcome sweep() {
    goByRoster(run);
    long since = since();
    Optional<Map.Entry<Handle, Resting>> first =
        run.state().resting().entrySet().stream()
            .filter(e -> isDue(e.getValue(), since))
            .min(LONGEST_AGO);
    if (first.isEmpty()) {
      return new Outcome.Swept(List.of(), NONE, false);
    }
    BookTime.agree(run);
    Handle handle = first.get().getKey();
    boolean more =
        run.state().resting().entrySet().stream()
            .anyMatch(e -> !e.getKey().equals(handle) && isDue(e.getValue(), since));
    Outcome.Matched matched = new OrderJobs(run).again(handle, first.get().getValue());
    return new Outcome.Swept(List.of(handle), matched, more || matched.unfinished());
  }

  private static boolean isDue(Resting order, long since) {
    return order.looked() == Resting.UNFINISHED || order.looked() < since;
  }
}
