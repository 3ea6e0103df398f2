/** Jobs, outcomes, handles and shares as bytes: for digests, stores and lines. */
@NullMarked
package obscura.mpc.codec;

import org.jspecify.annotations.NullMarked;
