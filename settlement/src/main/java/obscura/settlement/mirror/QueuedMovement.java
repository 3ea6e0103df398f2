package obscura.settlement.mirror;

import java.util.Optional;
import obscura.domain.FirmId;

/**
 * A deposit or a withdrawal that is not through.
 *
 * @param owner empty if the venue was not told
 * @param confirmations seen, of so many needed
 * @param detail when it matures, for a request; else empty
 */
public record QueuedMovement(
    State state,
    VaultMovement movement,
    Optional<FirmId> owner,
    long confirmations,
    long needed,
    String detail) {
  /** How far it is. */
  public enum State {
    /** A deposit in a block that is not deep enough. */
    DEPOSIT_SEEN,
    /** A deposit that is booked; nobody is known to own it. */
    DEPOSIT_UNATTRIBUTED,
    /** Its owner asked the vault; the tokens have not left. */
    WITHDRAWAL_REQUESTED,
    /** The tokens left in a block that is not deep enough. */
    WITHDRAWAL_SEEN
  }
}
