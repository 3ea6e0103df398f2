/**
 * A development chain inside the JVM: geth's EVM (libevm) with blocks, fees, receipts and logs,
 * behind web3j's service. For tests and demonstrations; nothing of production loads it, and nothing
 * of it outlives the process.
 */
@NullMarked
package obscura.devchain;

import org.jspecify.annotations.NullMarked;
