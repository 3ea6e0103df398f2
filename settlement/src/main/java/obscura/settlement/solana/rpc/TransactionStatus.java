package obscura.settlement.solana.rpc;

/**
 * What became of a transaction that stands in a block.
 *
 * @param signature its first signature, base58
 * @param slot of the block
 * @param failed whether it changed nothing but the payer's balance
 * @param isFinal whether the block is finalized
 */
public record TransactionStatus(String signature, long slot, boolean failed, boolean isFinal) {}
