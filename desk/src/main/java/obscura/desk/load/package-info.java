/**
 * A FIX 4.4 client that costs next to nothing: hand-built messages over one socket channel. It is
 * for measuring; its own cost is the same for the venue and for the floor.
 */
@NullMarked
package obscura.desk.load;

import org.jspecify.annotations.NullMarked;
