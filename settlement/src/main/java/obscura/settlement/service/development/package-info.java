/** What profile embedded needs of a rail that makes its own chain, vault, tokens and owners. */
@NullMarked
package obscura.settlement.service.development;

import org.jspecify.annotations.NullMarked;
