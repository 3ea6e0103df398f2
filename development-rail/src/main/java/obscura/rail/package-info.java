/**
 * Settlement on a development chain: the committed contract in a chain of this process, or on a
 * development node, with wallets that permit everything. For profile embedded and demonstrations.
 */
@NullMarked
package obscura.rail;

import org.jspecify.annotations.NullMarked;
