package obscura.settlement.swap.evm;

import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Vault;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.Inclusion;

/**
 * What a vault's logs say, for who checks proofs of swaps. The logs come from blocks that the
 * verifier trusts; nothing is asked later. Immutable.
 */
public final class EvmChainFacts implements ChainFacts {
  private final EvmVault vault;
  private final List<VaultLog> logs;

  /** Takes the entries of an archive. */
  public EvmChainFacts(EvmVault vault, List<VaultArchive.Entry> entries) {
    this.vault = vault;
    this.logs = entries.stream().map(VaultArchive.Entry::log).toList();
  }

  @Override
  public Vault vault() {
    return vault;
  }

  @Override
  public Optional<Bytes> root(Inclusion at, long batch) {
    return standing(at).stream()
        .filter(log -> log.event() instanceof VaultEvent.Settled e && e.number() == batch)
        .map(log -> ((VaultEvent.Settled) log.event()).root())
        .findFirst();
  }

  @Override
  public Optional<Claimed> claim(Inclusion at, Bytes leaf) {
    return standing(at).stream()
        .filter(log -> log.event() instanceof VaultEvent.Claimed e && e.leaf().equals(leaf))
        .map(log -> (VaultEvent.Claimed) log.event())
        .map(e -> new Claimed(e.place().batch(), e.note(), e.preimage()))
        .findFirst();
  }

  private List<VaultLog> standing(Inclusion at) {
    return logs.stream()
        .filter(log ->
            log.blockNumber() == at.block()
                && log.blockHash().equals(at.blockHash())
                && log.transaction().equals(at.transaction()))
        .toList();
  }
}
