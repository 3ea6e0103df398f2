/** What the settlement service needs of others. Calls block; failures are said to be such. */
@NullMarked
package obscura.settlement.service.port;

import org.jspecify.annotations.NullMarked;
