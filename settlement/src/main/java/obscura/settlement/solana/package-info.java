/**
 * Shielded notes on Solana: the program's instructions, accounts, digests and errors as
 * docs/settlement-notes.md writes them, and transactions signed by ordinary keys or one-time keys.
 * Nothing here connects anywhere; {@link obscura.settlement.solana.rpc} does.
 */
@NullMarked
package obscura.settlement.solana;

import org.jspecify.annotations.NullMarked;
