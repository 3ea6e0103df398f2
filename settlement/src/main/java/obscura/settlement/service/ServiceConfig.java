package obscura.settlement.service;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.Patience;

/**
 * How one chain is settled.
 *
 * @param contract address of the vault
 * @param feeShareBasisPoints fees above this share of a trade raise an alert; 100 is 1 %
 */
public record ServiceConfig(
    Bytes contract,
    ChainTokens tokens,
    Batching batching,
    Patience patience,
    FeePolicy fees,
    int feeShareBasisPoints) {}
