package obscura.desk.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerWallet;

/**
 * What a seed and the chain alone say, as of one block. Secret: it holds openings and keys.
 *
 * @param requests withdrawals asked for, by note, in the order of the chain
 * @param withdrawn withdrawals done, by note
 * @param births the block of each batch
 */
record Reading(
    Head head,
    EvmChainArchive archive,
    Holdings holdings,
    Map<Bytes, List<VaultEvent.WithdrawalRequested>> requests,
    Map<Bytes, VaultEvent.Withdrawn> withdrawn,
    Map<Long, Long> births) {
  /**
   * The newest block that was read.
   *
   * @param lastFinal number of the newest final block; -1 if there is none
   */
  record Head(long number, long seconds, long lastFinal) {}

  static Reading of(
      EvmVault vault, Head head, List<VaultArchive.Entry> entries, OwnerWallet wallet) {
    EvmChainArchive archive = new EvmChainArchive(vault, entries);
    Map<Bytes, List<VaultEvent.WithdrawalRequested>> requests = new HashMap<>();
    Map<Bytes, VaultEvent.Withdrawn> withdrawn = new HashMap<>();
    Map<Long, Long> births = new HashMap<>();
    for (VaultArchive.Entry entry : entries) {
      long block = entry.log().blockNumber();
      switch (entry.log().event()) {
        case VaultEvent.WithdrawalRequested e ->
            requests.computeIfAbsent(e.note(), _ -> new ArrayList<>()).add(e);
        case VaultEvent.Withdrawn e -> withdrawn.put(e.note(), e);
        case VaultEvent.Settled e -> births.put(e.number(), block);
        case VaultEvent.Deposited e -> births.put(e.place().batch(), block);
        case VaultEvent.Claimed e -> births.put(e.place().batch(), block);
        case VaultEvent.Refunded e -> births.put(e.place().batch(), block);
        default -> {}
      }
    }
    return new Reading(head, archive, wallet.rebuild(archive), requests, withdrawn, births);
  }

  List<VaultEvent.WithdrawalRequested> requestsOf(OwnedNote note) {
    return requests.getOrDefault(note.id(), List.of());
  }

  Optional<VaultEvent.Withdrawn> withdrawalOf(OwnedNote note) {
    return Optional.ofNullable(withdrawn.get(note.id()));
  }

  /** Can no reorganisation of the chain take the note back? */
  boolean isFinal(OwnedNote note) {
    return births.getOrDefault(note.place().batch(), Long.MAX_VALUE) <= head.lastFinal();
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Reading";
  }
}
