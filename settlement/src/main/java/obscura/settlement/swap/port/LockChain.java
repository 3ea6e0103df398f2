package obscura.settlement.swap.port;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LockState;

/**
 * One chain as swaps need it. To hand in means to try: what became of it {@link #lockState} tells,
 * and handing in again does no harm. Every method but {@link #vault} and {@link #times} may throw
 * {@link obscura.settlement.service.port.UnavailableException}. One thread.
 */
public interface LockChain {
  /** The vault in which notes are locked. */
  Vault vault();

  /** What the chain is relied on for. */
  ChainTimes times();

  /** The newest block's time, in seconds since 1970. */
  long now();

  /** Hands in the batch that makes a lock, or the next piece of it. */
  void lock(LegLock lock);

  /**
   * Gives back the notes that a lock's batch holds, which came in part and can come no further.
   * Where batches come whole there is nothing to do.
   */
  default void release(LegLock lock) {}

  /**
   * What the chain shows of a lock.
   *
   * @param lockBy after which the vault refuses its batch: only then it can be absent for ever
   */
  LockState lockState(LegLock lock, long lockBy);

  /** Hands in a claim. From here on the preimage is public. */
  void claim(LegLock lock, Bytes preimage);

  /** Hands in a refund. */
  void refund(LegLock lock);
}
