/** Keys of the oracles that say what an instrument is worth: signing, verifying. */
@NullMarked
package obscura.mpc.oracle;

import org.jspecify.annotations.NullMarked;
