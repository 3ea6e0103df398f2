package obscura.settlement.swap;

import java.time.InstantSource;
import java.util.Map;
import obscura.settlement.swap.port.Preimages;
import obscura.settlement.swap.port.SwapStore;

/**
 * What the service works with.
 *
 * @param legs by the name of their chain
 */
public record SwapPorts(
    SwapStore store,
    Map<String, SwapLeg> legs,
    Preimages preimages,
    SwapListener listener,
    InstantSource clock) {
  /** Copies. */
  public SwapPorts {
    legs = Map.copyOf(legs);
  }
}
