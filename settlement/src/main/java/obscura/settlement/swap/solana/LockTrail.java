package obscura.settlement.swap.solana;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.solana.Operation;
import obscura.settlement.solana.PostedUnlock;
import obscura.settlement.solana.VaultAddresses;
import obscura.settlement.solana.rpc.AddressHistory;
import obscura.settlement.solana.rpc.PostedInstruction;
import obscura.settlement.solana.rpc.PostedTransaction;
import obscura.settlement.solana.rpc.SolanaNode;
import obscura.settlement.solana.rpc.TransactionStatus;
import obscura.settlement.swap.core.LegLock;
import org.p2p.solanaj.core.PublicKey;

/**
 * What the transactions of a batch's account say of one lock.
 *
 * @param settled which made the batch
 * @param ended which claimed or refunded the lock
 */
record LockTrail(Optional<Step> settled, Optional<Step> ended) {
  /**
   * A transaction.
   *
   * @param isFinal whether its block is finalized
   * @param unlock what it did, if it claimed or refunded
   */
  record Step(PostedTransaction transaction, boolean isFinal, Optional<PostedUnlock> unlock) {}

  /** Reads back to the transaction that made the batch. */
  static LockTrail read(SolanaNode node, VaultAddresses vault, LegLock lock) throws IOException {
    PublicKey batch = vault.batch(lock.place().batch());
    Bytes leaf = lock.leaf(vault.rules());
    Optional<Step> ended = Optional.empty();
    AddressHistory.Walk walk = new AddressHistory(node, batch).newestFirst();
    while (walk.hasNext()) {
      TransactionStatus status = walk.next();
      Optional<PostedTransaction> posted = node.transaction(status.signature());
      if (posted.isEmpty()) {
        continue;
      }
      Optional<PostedUnlock> unlock =
          calls(vault, posted.get()).stream()
              .flatMap(call -> unlock(vault, call).stream())
              .filter(u -> u.source().equals(batch))
              .filter(u -> u.leaf(vault, lock.place().batch()).equals(leaf))
              .findFirst();
      Step step = new Step(posted.get(), status.isFinal(), unlock);
      if (unlock.isPresent()) {
        ended = Optional.of(step);
      }
      if (calls(vault, posted.get()).stream().anyMatch(call -> settles(vault, call, batch))) {
        return new LockTrail(Optional.of(step), ended);
      }
    }
    return new LockTrail(Optional.empty(), ended);
  }

  /** The calls of the vault's program. */
  static List<PostedInstruction> calls(VaultAddresses vault, PostedTransaction transaction) {
    return transaction.instructions().stream()
        .filter(call -> call.program().equals(vault.program()))
        .toList();
  }

  /** A claim or refund of this vault. */
  static Optional<PostedUnlock> unlock(VaultAddresses vault, PostedInstruction call) {
    return PostedUnlock.read(vault, call.accounts(), call.data().array())
        .filter(unlock -> unlock.vault().equals(vault.address()));
  }

  /** Operator, vault, draft, batch: whether a call makes this batch. */
  static boolean settles(VaultAddresses vault, PostedInstruction call, PublicKey batch) {
    return Operation.SETTLE.isIn(call.data().array())
        && call.accounts().get(1).equals(vault.address())
        && call.accounts().get(3).equals(batch);
  }
}
