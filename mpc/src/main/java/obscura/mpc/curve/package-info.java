/** The group in which notes are committed to on an EVM chain; it knows no shares. */
@NullMarked
package obscura.mpc.curve;

import org.jspecify.annotations.NullMarked;
