/**
 * Swaps across two chains (requirement 35): {@link obscura.settlement.swap.SwapService} carries out
 * what {@link obscura.settlement.swap.core.SwapRules} decides.
 */
@NullMarked
package obscura.settlement.swap;

import org.jspecify.annotations.NullMarked;
