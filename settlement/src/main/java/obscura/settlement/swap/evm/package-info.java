/** Legs of swaps on EVM chains. */
@NullMarked
package obscura.settlement.swap.evm;

import org.jspecify.annotations.NullMarked;
