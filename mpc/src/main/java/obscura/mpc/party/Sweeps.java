package obscura.mpc.party;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;

/**
 * Lets resting orders look for contras again: one that came to the limit of passes, or has not
 * looked since a reference price changed. Which one it is the parties say, not the venue: whoever
 * has not looked for the longest time.
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

  Outcome sweep() {
    long since = run.state().lastReference();
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
