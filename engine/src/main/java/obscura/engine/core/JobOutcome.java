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

  record Matched(
      boolean valid,
      boolean ended,
      boolean keptArrival,
      List<Fill> fills,
      boolean done,
      boolean resting)
      implements JobOutcome {}

  record Fill(Handle contra, Handle fill, boolean contraDone) {}

  record Removed(boolean removed) implements JobOutcome {}

  /** A party's clock says that quotes may still come: to be asked again. */
  record TooEarly() implements JobOutcome {}
}
