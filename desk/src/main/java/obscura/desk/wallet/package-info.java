/**
 * The command line of an owner of notes: balance and withdrawal from the owner's seed and the chain
 * alone. It asks no machine of the venue and stores nothing. docs/wallet.md says how it is used.
 */
@NullMarked
package obscura.desk.wallet;

import org.jspecify.annotations.NullMarked;
