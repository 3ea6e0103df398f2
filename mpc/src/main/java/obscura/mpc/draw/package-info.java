/** Orders of a batch that nobody could choose: seeds in published trees, and their proof. */
@NullMarked
package obscura.mpc.draw;

import org.jspecify.annotations.NullMarked;
