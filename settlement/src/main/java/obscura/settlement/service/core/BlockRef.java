package obscura.settlement.service.core;

import obscura.settlement.crypto.Bytes;

/**
 * A block.
 *
 * @param timeSeconds since 1970, as the chain says
 */
public record BlockRef(long number, Bytes hash, long timeSeconds) {}
