/**
 * The vault on EVM chains as Java sees it: calls and their bytes, events, refusals, and the archive
 * that a wallet reads back from transactions. The contracts are in settlement/contracts; what the
 * bytes mean is in docs/settlement-notes.md.
 */
@NullMarked
package obscura.settlement.evm;

import org.jspecify.annotations.NullMarked;
