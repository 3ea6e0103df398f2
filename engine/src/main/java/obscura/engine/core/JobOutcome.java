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

  /** What an accept led to. */
  sealed interface Dealt extends JobOutcome {
    /** One for each maker; empty if it was not accepted. */
    List<Deal> deals();
  }

  /** {@code winner} and {@code fill} are there if it was accepted. */
  record Accepted(Optional<Handle> winner, Optional<Handle> fill) implements Dealt {
    @Override
    public List<Deal> deals() {
      return winner.stream().map(quote -> new Deal(quote, fill.orElseThrow())).toList();
    }
  }

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

  /** A party's clock says that quotes may still come: to be asked again. */
  record TooEarly() implements JobOutcome {}

  /**
   * Of a request that several makers may fill together.
   *
   * @param enough whether the terms can be dealt on; if not they tell how much there is
   * @param terms readable by the taker; empty if nobody quoted
   */
  record Composed(boolean enough, Optional<Handle> terms) implements JobOutcome {}

  /** An accept that several makers fill together. */
  record AcceptedOfSeveral(List<Deal> deals) implements Dealt {}

  /** A quote, and what was dealt on it: readable by the taker and its maker. */
  record Deal(Handle quote, Handle fill) {}

  /**
   * Whose turn it was, if anybody's, and what it met.
   *
   * @param due whether another sweep is due
   */
  record Swept(Optional<Handle> order, Matched matched, boolean due) implements JobOutcome {}

  /** Too many orders of the firm met nobody in this minute, by the parties' roster. */
  record OverBudget() implements JobOutcome {}

  /** By the parties' clocks what an accept names is firm no more. */
  record TooLate() implements JobOutcome {}
}
