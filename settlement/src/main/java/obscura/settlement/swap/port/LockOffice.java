package obscura.settlement.swap.port;

import java.util.Optional;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Swap;

/**
 * Gets a batch signed that locks one leg of a swap: it knows, or the parties know in shares, whose
 * notes are spent and how much they hold. May throw {@link
 * obscura.settlement.service.port.UnavailableException}. One thread.
 */
public interface LockOffice {
  /**
   * The lock of a leg, with the swap's hash and that leg's deadline, in a batch that the vault
   * refuses after {@code lockBy}. Asked again for the same leg it answers the same.
   *
   * @return empty if it will never be signed
   */
  Optional<LegLock> prepare(Swap swap, Side side);
}
