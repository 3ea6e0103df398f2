package obscura.settlement.swap.core;

import obscura.settlement.crypto.Bytes;

/**
 * A claim on the chain, whoever made it.
 *
 * @param at where
 * @param batch of the one note that it made
 * @param preimage that it showed
 */
public record Claim(Inclusion at, long batch, Bytes preimage) {}
