/** How two parties talk: one-way channels, and a party's four of them. */
@NullMarked
package obscura.mpc.net;

import org.jspecify.annotations.NullMarked;
