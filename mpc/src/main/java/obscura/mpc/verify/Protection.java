package obscura.mpc.verify;

import java.time.Duration;
import obscura.mpc.api.Mode;

/**
 * How a party protects itself; the same at all three.
 *
 * @param supply of triples; used in the malicious mode alone
 * @param patience how long one message of a peer is awaited
 */
public record Protection(Mode mode, Supply supply, Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

  /** The usual supply and patience. */
  public static Protection of(Mode mode) {
    return of(mode, USUAL_PATIENCE);
  }

  /** The usual supply. */
  public static Protection of(Mode mode, Duration patience) {
    return new Protection(mode, Supply.USUAL, patience);
  }

  public boolean isMalicious() {
    return mode == Mode.MALICIOUS;
  }
}
