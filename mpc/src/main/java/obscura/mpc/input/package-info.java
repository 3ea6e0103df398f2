/** A client's input on its way to a party: its signed record, its shares, the gateway's key. */
@NullMarked
package obscura.mpc.input;

import org.jspecify.annotations.NullMarked;
