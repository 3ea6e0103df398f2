package obscura.settlement.solana.rpc;

/**
 * A blockhash for transactions.
 *
 * @param hash base58
 * @param lastValidHeight no block above this height takes a transaction with it
 */
public record RecentBlockhash(String hash, long lastValidHeight) {}
