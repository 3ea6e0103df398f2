/** The rules of the internal ledger: accounts, postings, balances, outcomes. Pure: no I/O. */
@NullMarked
package obscura.settlement.core;

import org.jspecify.annotations.NullMarked;
