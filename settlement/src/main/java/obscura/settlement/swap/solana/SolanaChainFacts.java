package obscura.settlement.swap.solana;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.solana.VaultAddresses;
import obscura.settlement.solana.rpc.AddressHistory;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.PostedTransaction;
import obscura.settlement.solana.rpc.SolanaNode;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.Inclusion;

/**
 * What the transactions of a vault say, for who checks proofs of swaps. Accounts hold no history,
 * so roots are computed anew from the outputs that stand in the instructions. The transactions come
 * from blocks that the verifier trusts; nothing is asked later. Immutable.
 */
public final class SolanaChainFacts implements ChainFacts {
  private final VaultAddresses vault;
  private final Map<Inclusion, Map<Long, Bytes>> roots = new HashMap<>();
  private final Map<Inclusion, Map<Bytes, Claimed>> claims = new HashMap<>();

  /**
   * A transaction that succeeded, and the block in which it stands.
   *
   * @param blockHash of its slot
   */
  public record Entry(PostedTransaction transaction, Bytes blockHash) {
    Inclusion at() {
      return new Inclusion(transaction.slot(), blockHash, transaction.signatureBytes());
    }
  }

  /**
   * Takes a vault's transactions.
   *
   * @param entries all of them from the vault's first on, oldest first
   */
  public SolanaChainFacts(VaultAddresses vault, List<Entry> entries) {
    this.vault = vault;
    VaultReplay replay = new VaultReplay(vault);
    for (Entry entry : entries) {
      for (var call : LockTrail.calls(vault, entry.transaction())) {
        replay
            .read(call)
            .ifPresent(settled ->
                roots
                    .computeIfAbsent(entry.at(), at -> new HashMap<>())
                    .put(settled.number(), settled.root()));
        LockTrail.unlock(vault, call)
            .filter(unlock -> unlock.preimage().isPresent())
            .ifPresent(claim ->
                replay
                    .number(claim.source())
                    .ifPresent(batch ->
                        claims
                            .computeIfAbsent(entry.at(), at -> new HashMap<>())
                            .put(
                                claim.leaf(vault, batch),
                                new Claimed(
                                    claim.number(),
                                    claim.note(),
                                    claim.preimage().orElseThrow()))));
      }
    }
  }

  /** Reads a vault's whole history from a node that is trusted; final blocks only. */
  public static SolanaChainFacts read(SolanaNode node, VaultAddresses vault) throws IOException {
    List<Entry> entries = new ArrayList<>();
    AddressHistory history = new AddressHistory(node, vault.address());
    for (PostedTransaction transaction : history.oldestFirst(Commitment.FINALIZED)) {
      entries.add(new Entry(transaction, node.blockhash(transaction.slot(), Commitment.FINALIZED)));
    }
    return new SolanaChainFacts(vault, entries);
  }

  @Override
  public Vault vault() {
    return vault.rules();
  }

  @Override
  public Optional<Bytes> root(Inclusion at, long batch) {
    return Optional.ofNullable(roots.getOrDefault(at, Map.of()).get(batch));
  }

  @Override
  public Optional<Claimed> claim(Inclusion at, Bytes leaf) {
    return Optional.ofNullable(claims.getOrDefault(at, Map.of()).get(leaf));
  }
}
