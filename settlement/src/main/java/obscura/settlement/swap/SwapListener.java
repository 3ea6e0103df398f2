package obscura.settlement.swap;

import obscura.settlement.swap.core.Swap;

/**
 * Told of a swap's phases after they were written down; after a crash one may be missing, the state
 * never is. Must not throw.
 */
@FunctionalInterface
public interface SwapListener {
  /** A swap is in another phase. */
  void phaseChanged(Swap swap);
}
