package obscura.settlement.service.port;

import java.util.List;
import obscura.settlement.evm.VaultArchive;

/** What a vault announced, by the chain. */
public interface VaultEventSource {
  /**
   * Everything in some blocks, both included, in the order of the chain.
   *
   * @throws UnavailableException if nobody can say now
   */
  List<VaultArchive.Entry> read(long fromBlock, long toBlock);
}
