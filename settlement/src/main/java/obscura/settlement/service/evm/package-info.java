/**
 * An EVM chain for the service: endpoints that are compared with each other, the account that pays,
 * the public pool and the private relay.
 */
@NullMarked
package obscura.settlement.service.evm;

import org.jspecify.annotations.NullMarked;
