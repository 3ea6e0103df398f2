/**
 * Shares modulo a prime, and how they come from shares of bits: what the parties need to commit to
 * amounts ({@code docs/mpc-security.md}, "From bits to a prime field").
 */
@NullMarked
package obscura.mpc.field;

import org.jspecify.annotations.NullMarked;
