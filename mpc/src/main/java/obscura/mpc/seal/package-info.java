/** Boxes that one key alone opens: HPKE (RFC 9180) on X25519. Knows nothing of what is in them. */
@NullMarked
package obscura.mpc.seal;

import org.jspecify.annotations.NullMarked;
