/** What a swap needs of the world. */
@NullMarked
package obscura.settlement.swap.port;

import org.jspecify.annotations.NullMarked;
