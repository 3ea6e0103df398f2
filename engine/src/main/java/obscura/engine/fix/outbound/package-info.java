/** What clients are told: events become FIX 4.4 messages that a stock dictionary accepts. */
@NullMarked
package obscura.engine.fix.outbound;

import org.jspecify.annotations.NullMarked;
