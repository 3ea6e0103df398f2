package obscura.settlement.swap.solana;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import obscura.settlement.solana.BatchState;
import obscura.settlement.solana.DraftState;
import obscura.settlement.solana.VaultAddresses;
import obscura.settlement.solana.rpc.AccountView;
import obscura.settlement.solana.rpc.ClockSysvar;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.SolanaNode;

/**
 * What the chain's accounts say of one batch, all at one slot.
 *
 * @param now the chain's time, in seconds since 1970
 * @param batch once it is settled
 * @param draft while it comes in
 */
record LockView(long now, Optional<BatchState> batch, Optional<DraftState> draft) {
  /** Asks a node. */
  static LockView read(SolanaNode node, Commitment commitment, VaultAddresses vault, long number)
      throws IOException {
    List<Optional<AccountView>> found =
        node.accounts(
            commitment, List.of(ClockSysvar.ADDRESS, vault.batch(number), vault.draft(number)));
    return new LockView(
        ClockSysvar.seconds(found.get(0)),
        own(vault, found.get(1)).map(view -> BatchState.of(view.data().array())),
        own(vault, found.get(2)).map(view -> DraftState.of(view.data().array())));
  }

  /**
   * Anybody may send lamports to an address; only the program makes an account of its own of it.
   */
  private static Optional<AccountView> own(VaultAddresses vault, Optional<AccountView> found) {
    return found.filter(view -> view.owner().equals(vault.program()));
  }
}
