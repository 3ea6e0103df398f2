package obscura.settlement.core;

import obscura.domain.FirmId;

/** Where a token can be: outside the venue, or with a firm, free or reserved for a trade. */
public sealed interface Account {
  /** The firm's free tokens. */
  record Available(FirmId firm) implements Account {}

  /** The firm's tokens that a reservation holds. */
  record Reserved(FirmId firm) implements Account {}

  /** What a vault holds and nobody at the venue is known to own; may go below zero. */
  record Unattributed() implements Account {}

  /** The rest of the world, where funds come from; which may go below zero. */
  record External() implements Account {}
}
