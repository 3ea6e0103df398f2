/** What clients say: FIX messages become commands, or refusals with one precise reason. */
@NullMarked
package obscura.engine.fix.inbound;

import org.jspecify.annotations.NullMarked;
