/**
 * Groups of prime order, hashes and Pedersen commitments: the arithmetic below SIP and the notes.
 * Everything here is a pure function and may be used by any number of threads.
 */
@NullMarked
package obscura.settlement.crypto;

import org.jspecify.annotations.NullMarked;
