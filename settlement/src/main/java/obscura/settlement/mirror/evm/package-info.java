/** What a vault on an EVM chain shows of itself. */
@NullMarked
package obscura.settlement.mirror.evm;

import org.jspecify.annotations.NullMarked;
