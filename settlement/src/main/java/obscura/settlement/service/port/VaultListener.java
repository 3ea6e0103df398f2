package obscura.settlement.service.port;

import obscura.settlement.evm.VaultArchive;

/** Who works with what a vault announces: deposits, permits that end, withdrawals, batches. */
public interface VaultListener {
  /**
   * Takes what the vault announced in a block that is final, in the order of the chain. After a
   * crash, or a reorganisation deeper than was thought possible, entries come again: taking one
   * twice changes nothing. If it throws, it comes again later and those after it wait.
   */
  void announced(VaultArchive.Entry entry);
}
