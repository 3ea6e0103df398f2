/**
 * The roster ({@code trust.md} 5): what the parties' operators signed, and not the venue, about
 * keys, firms, instruments and parameters. Hash-based signatures; a file of its own.
 */
@NullMarked
package obscura.mpc.roster;

import org.jspecify.annotations.NullMarked;
