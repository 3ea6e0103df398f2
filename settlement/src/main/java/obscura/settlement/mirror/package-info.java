/**
 * The ledger as a mirror of vaults: deposits, withdrawals and final trades of a chain become
 * journal entries, and the two are compared.
 */
@NullMarked
package obscura.settlement.mirror;

import org.jspecify.annotations.NullMarked;
