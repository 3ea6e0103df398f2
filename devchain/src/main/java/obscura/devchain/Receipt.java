package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.results.EvmLog;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction.
 *
 * @param gasUsed refunds taken off
 * @param cumulativeGas of the block up to and with this transaction
 * @param created the contract that was made, or null
 * @param firstLog the number of its first log within the block
 */
record Receipt(
    Transaction transaction,
    int index,
    boolean success,
    BigInteger gasUsed,
    BigInteger cumulativeGas,
    BigInteger price,
    @Nullable Address created,
    List<EvmLog> logs,
    int firstLog) {}
