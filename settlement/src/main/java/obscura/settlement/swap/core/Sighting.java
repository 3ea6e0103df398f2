package obscura.settlement.swap.core;

import java.util.Optional;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;

/** What both chains show of a swap. */
public record Sighting(LegSight first, LegSight second) {
  /** That of one leg. */
  public LegSight of(Side side) {
    return side == Side.FIRST ? first : second;
  }

  /** The preimage, if a claim shows it. */
  public Optional<Bytes> preimage() {
    return Stream.of(first.state(), second.state())
        .filter(LockState.Claimed.class::isInstance)
        .map(state -> ((LockState.Claimed) state).claim().preimage())
        .findFirst();
  }
}
