/**
 * The rules of a swap across two chains: deadlines, what comes next given what both chains show,
 * and the proof that anybody can check. Pure.
 */
@NullMarked
package obscura.settlement.swap.core;

import org.jspecify.annotations.NullMarked;
