/** Swaps in a database, H2 or PostgreSQL, and the bytes of their proofs. */
@NullMarked
package obscura.settlement.swap.store;

import org.jspecify.annotations.NullMarked;
