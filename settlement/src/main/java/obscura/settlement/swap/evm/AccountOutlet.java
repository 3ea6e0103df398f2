package obscura.settlement.swap.evm;

import java.io.IOException;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.note.EvmVault;

/**
 * Calls by an account that waits until each is in a block, so it is for chains that make blocks at
 * once, or few swaps.
 */
public record AccountOutlet(EvmAccount account, EvmVault vault) implements VaultOutlet {
  @Override
  public void handIn(Bytes call) throws IOException {
    try {
      var _ = account.execute(vault.address(), call);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a call was under way", stopped);
    }
  }
}
