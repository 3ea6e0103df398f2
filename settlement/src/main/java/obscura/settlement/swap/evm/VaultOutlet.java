package obscura.settlement.swap.evm;

import java.io.IOException;
import obscura.settlement.crypto.Bytes;

/** Takes calls of the vault to the chain, in transactions of its own. One thread. */
public interface VaultOutlet {
  /**
   * Hands a call in; it may or may not get into a block.
   *
   * @throws obscura.settlement.evm.VaultRefusedException if the vault would refuse it now
   * @throws IOException if that cannot be done now
   */
  void handIn(Bytes call) throws IOException;
}
