/** Legs of swaps on Solana. */
@NullMarked
package obscura.settlement.swap.solana;

import org.jspecify.annotations.NullMarked;
