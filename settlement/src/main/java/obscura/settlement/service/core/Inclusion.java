package obscura.settlement.service.core;

import obscura.settlement.crypto.Bytes;

/**
 * Where a batch stands on the chain, whoever handed it in.
 *
 * @param block number of the block
 * @param blockHash its hash
 * @param transaction hash of the transaction
 */
public record Inclusion(long block, Bytes blockHash, Bytes transaction) {
  /** Blocks from this one to the head, both counted; 0 if the head is before it. */
  public long confirmations(long head) {
    return Math.max(0, head - block + 1);
  }
}
