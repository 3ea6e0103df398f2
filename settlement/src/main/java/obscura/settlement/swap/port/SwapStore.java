package obscura.settlement.swap.port;

import java.util.List;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapProof;

/**
 * The durable memory of swaps. What a method wrote is on disk when it returns, whole or not at all.
 * One writer.
 */
public interface SwapStore {
  /** Takes a swap over; false, and nothing changed, if there is one of this trade. */
  boolean accept(Swap swap);

  /** A swap. */
  Optional<Swap> find(TradeId id);

  /** Swaps that are not over, oldest trade first. */
  List<Swap> open();

  /** Writes how far a swap is. */
  void save(Swap swap);

  /** Writes that a swap is done, with its proof. */
  void save(Swap swap, SwapProof proof);

  /** The proof of a swap that is done. */
  Optional<SwapProof> proof(TradeId id);
}
