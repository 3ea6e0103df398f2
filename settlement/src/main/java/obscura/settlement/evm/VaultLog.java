package obscura.settlement.evm;

import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import org.web3j.protocol.core.methods.response.Log;

/**
 * An event and where it stands.
 *
 * @param index of the log within its block
 */
public record VaultLog(
    VaultEvent event, long blockNumber, Bytes blockHash, Bytes transaction, int index) {
  /**
   * Reads a node's log; empty if it is of no event of a vault. Whose log it is the caller has asked
   * for.
   *
   * @throws MalformedDataException if it is of one but does not hold what that event holds
   */
  public static Optional<VaultLog> of(Log log) {
    return VaultEvents.decode(
            log.getTopics().stream().map(Bytes::hex).toList(), Bytes.hex(log.getData()))
        .map(event ->
            new VaultLog(
                event,
                log.getBlockNumber().longValueExact(),
                Bytes.hex(log.getBlockHash()),
                Bytes.hex(log.getTransactionHash()),
                log.getLogIndex().intValueExact()));
  }
}
