/**
 * A note office for trades whose amounts the service may read: it holds share keys of owners and
 * three signers' keys, which in production three parties hold. Embedded profile.
 */
@NullMarked
package obscura.settlement.service.notes;

import org.jspecify.annotations.NullMarked;
