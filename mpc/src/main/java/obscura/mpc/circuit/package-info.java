/**
 * Boolean circuits on bit-sliced shares: the gates with their one message per round, and the
 * comparisons, sums and selections built from them. Nothing here opens a value.
 */
@NullMarked
package obscura.mpc.circuit;

import org.jspecify.annotations.NullMarked;
