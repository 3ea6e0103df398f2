package obscura.engine.core;

import java.util.List;
import java.util.Optional;
import obscura.domain.Handle;

/** What a job opened to the venue. */
public sealed interface JobOutcome {
  record Admitted(boolean valid) implements JobOutcome {}

  record Done() implements JobOutcome {}

  /** Handles of the selected terms, readable by the taker. */
  record Selected(Optional<Handle> oneWay, Optional<Handle> offer, Optional<Handle> bid)
      implements JobOutcome {}

  /** {@code winner} and {@code fill} are there if it was accepted. */
  record Accepted(Optional<Handle> winner, Optional<Handle> fill) implements JobOutcome {}

  /** {@code unfinished}: it rests, and may have contras that it has not met. */
  record Matched(
      boolean valid,
      boolean ended,
      boolean keptArrival,
      List<Fill> fills,
      boolean done,
      boolean resting,
      boolean unfinished)
      implements JobOutcome {}

  record Fill(Handle contra, Handle fill, boolean contraDone) {}

  record Removed(boolean removed) implements JobOutcome {}

  /**
   * Whose turn it was, if anybody's, and what it met.
   *
   * @param due whether another sweep is due
   */
  record Swept(Optional<Handle> order, Matched matched, boolean due) implements JobOutcome {}

  /** Too many orders of the firm met nobody in this minute, by the parties' roster. */
  record OverBudget() implements JobOutcome {}
}
