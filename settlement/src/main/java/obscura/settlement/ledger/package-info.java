/** The internal ledger on H2 or PostgreSQL: a journal of encrypted postings, balances in memory. */
@NullMarked
package obscura.settlement.ledger;

import org.jspecify.annotations.NullMarked;
