/**
 * The owner's wallet: from a seed and what the chain shows it rebuilds every opening, and signs
 * what owners sign. It needs nothing of the venue. Pure; the chain comes through {@link
 * obscura.settlement.wallet.ChainArchive}.
 */
@NullMarked
package obscura.settlement.wallet;

import org.jspecify.annotations.NullMarked;
