/**
 * The venue's side of the parties: asks all three, in one order, compares their answers, begins
 * epochs, and keeps jobs in the order of their numbers. Knows parties as ports only.
 */
@NullMarked
package obscura.mpc.venue;

import org.jspecify.annotations.NullMarked;
