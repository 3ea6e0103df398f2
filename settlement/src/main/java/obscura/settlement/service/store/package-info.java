/** The service's memory in H2 or PostgreSQL. What moves in a trade is ciphertext there. */
@NullMarked
package obscura.settlement.service.store;

import org.jspecify.annotations.NullMarked;
