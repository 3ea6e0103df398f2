package obscura.settlement.swap.port;

import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.swap.core.Swap;

/**
 * Keeps the preimages of swaps: the parties, each with a share, or one holder. May throw {@link
 * obscura.settlement.service.port.UnavailableException}. One thread.
 */
public interface Preimages {
  /** SHA-256 of a swap's preimage, which nobody knows as long as it is not opened. */
  Bytes hash(TradeId swap);

  /**
   * Opens a preimage, 32 bytes. Asked only when both locks are final; parties look for themselves
   * whether they are, by the locks that the swap names.
   */
  Bytes open(Swap swap);
}
