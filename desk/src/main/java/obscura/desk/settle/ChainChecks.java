package obscura.desk.settle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.EvmVault;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;

/**
 * Holds what the chain shows against what was traded. It reads the chain anew and uses nothing of
 * the service; what it finds wrong it says, without amounts.
 */
final class ChainChecks {
  private final VaultScene scene;
  private final EvmVault vault;
  private final List<VaultArchive.Entry> entries;
  private final Map<TradeOwner, Holdings> holdings = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  ChainChecks(VaultScene scene) {
    this.scene = scene;
    this.vault = scene.vault;
    try {
      entries = new VaultArchive(scene.web3j, vault).read(0, scene.node.head());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Hashes of the transactions that settled. */
  List<String> settlements() {
    return entries.stream()
        .filter(entry -> entry.log().event() instanceof VaultEvent.Settled)
        .map(entry -> entry.log().transaction().toString())
        .distinct()
        .toList();
  }

  /** Amounts of all deposits, which the chain shows. */
  List<BigInteger> deposits() {
    List<BigInteger> amounts = new ArrayList<>();
    for (VaultArchive.Entry entry : entries) {
      if (entry.log().event() instanceof VaultEvent.Deposited deposited) {
        amounts.add(deposited.amount());
      }
    }
    return amounts;
  }

  /**
   * Each batch spends notes that were born before and not spent, and its sums are equal by its
   * proof; with one output left out they are not. Returns the number of batches.
   */
  int sums() {
    Set<Bytes> unspent = new HashSet<>();
    int batches = 0;
    for (VaultArchive.Entry entry : entries) {
      switch (entry.log().event()) {
        case VaultEvent.Deposited deposited ->
            unspent.add(vault.noteId(deposited.note(), deposited.place()));
        case VaultEvent.Settled settled -> {
          batches++;
          if (entry.batch().isEmpty()) {
            faults.add("the input of batch " + settled.number() + " is not readable");
          } else {
            sums(entry.batch().get(), settled, unspent);
          }
        }
        default -> {}
      }
    }
    return batches;
  }

  private void sums(EvmBatch batch, VaultEvent.Settled settled, Set<Bytes> unspent) {
    for (SpentNote input : batch.inputs()) {
      if (!unspent.remove(input.note().id(vault))) {
        faults.add("batch " + settled.number() + " spends a note that is not there");
      }
    }
    for (PlacedNote made : batch.placed(vault)) {
      unspent.add(made.id(vault));
    }
    List<Point> in = batch.inputs().stream().map(i -> i.note().note().commitment()).toList();
    List<Point> out =
        batch.content().outputs().stream().map(output -> output.note().commitment()).toList();
    if (!holds(batch, in, out, settled.digest())) {
      faults.add("the sums of batch " + settled.number() + " are not proven");
    }
    if (holds(batch, in, out.subList(1, out.size()), settled.digest())) {
      faults.add("the proof of batch " + settled.number() + " proves anything");
    }
  }

  private boolean holds(EvmBatch batch, List<Point> in, List<Point> out, Bytes digest) {
    Point excess = BalanceProof.excess(vault.group(), in, out);
    return batch.proof().holds(vault, excess, digest);
  }

  /** Every owner opens its notes from seed and chain; the sums are what the vault holds. */
  void tokens() {
    EvmChainArchive archive = new EvmChainArchive(vault, entries);
    scene.owners.parallelStream()
        .map(owner -> Map.entry(owner, owner.rebuilt(vault, archive)))
        .toList()
        .forEach(found -> holdings.put(found.getKey(), found.getValue()));
    Map<Bytes, BigInteger> owed = new HashMap<>();
    holdings.forEach((owner, holding) -> {
      Map<Bytes, BigInteger> balances = holding.balances();
      balances.forEach((token, units) -> owed.merge(token, units, BigInteger::add));
      if (!balances.equals(owner.expected())) {
        faults.add(owner.firm() + " finds something else than its trades brought");
      }
    });
    for (Bytes token : List.of(scene.base, scene.quote)) {
      BigInteger held = scene.node.balance(token, scene.contract());
      if (!held.equals(owed.getOrDefault(token, BigInteger.ZERO)) || held.signum() == 0) {
        faults.add("the vault holds another amount of " + token + " than it owes");
      }
    }
  }

  /** Amounts of all notes that batches made, as their owners opened them; after {@link #tokens}. */
  List<BigInteger> made() {
    List<BigInteger> amounts = new ArrayList<>();
    for (Holdings holding : holdings.values()) {
      for (OwnedNote note : holding.unspent()) {
        if (note.place().batch() >= 0) {
          amounts.add(note.opening().amount());
        }
      }
    }
    return amounts;
  }
}
