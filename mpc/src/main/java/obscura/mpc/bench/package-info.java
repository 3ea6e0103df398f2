/**
 * {@code scripts/bench mpc}: the engine measured in one process and in three, beside its targets.
 */
@NullMarked
package obscura.mpc.bench;

import org.jspecify.annotations.NullMarked;
