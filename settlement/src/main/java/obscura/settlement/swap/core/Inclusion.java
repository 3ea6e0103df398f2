package obscura.settlement.swap.core;

import obscura.settlement.crypto.Bytes;

/**
 * Where a transaction stands on a chain.
 *
 * @param block number of the block, on Solana the slot
 * @param blockHash its hash
 * @param transaction hash or signature of the transaction
 */
public record Inclusion(long block, Bytes blockHash, Bytes transaction) {}
