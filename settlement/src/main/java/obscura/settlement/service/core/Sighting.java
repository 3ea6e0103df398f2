package obscura.settlement.service.core;

import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;

/**
 * What was seen of the chain, for one batch.
 *
 * @param head newest block
 * @param settled the newest block that is deep enough to be taken for final
 * @param nonce transactions of the sending account up to the head
 * @param settledNonce the same up to the final block
 * @param inclusion where the batch stands, if it does
 * @param inFinalState whether the state after the final block knows the batch
 * @param succeeded our transactions in blocks: true if done, false if reverted
 */
public record Sighting(
    BlockRef head,
    BlockRef settled,
    long nonce,
    long settledNonce,
    Optional<Inclusion> inclusion,
    boolean inFinalState,
    Map<Bytes, Boolean> succeeded) {
  /** Copies. */
  public Sighting {
    succeeded = Map.copyOf(succeeded);
  }
}
