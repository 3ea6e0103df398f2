/** Certificates for development: an authority, the venue, clients named by CompID, an operator. */
@NullMarked
package obscura.engine.pki;

import org.jspecify.annotations.NullMarked;
