package obscura.settlement.core;

import obscura.domain.FirmId;

/** Where a token can be: outside the venue, or with a firm, free or reserved for a trade. */
public sealed interface Account {
  /** The firm's free tokens. */
  record Available(FirmId firm) implements Account {}

  /** The firm's tokens that a reservation holds. */
  record Reserved(FirmId firm) implements Account {}

  /** The rest of the world, where funds come from; the one account that may go below zero. */
  record External() implements Account {}
}
