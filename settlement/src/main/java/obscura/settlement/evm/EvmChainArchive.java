package obscura.settlement.evm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.wallet.ChainArchive;
import obscura.settlement.wallet.ChainRecord;

/**
 * What a wallet reads, out of a vault's whole archive. Immutable: it answers from the entries that
 * it was made of, which are to come from final blocks, from the vault's first one on.
 */
public final class EvmChainArchive implements ChainArchive {
  private final EvmVault vault;
  private final List<ChainRecord> records = new ArrayList<>();
  private final Map<Bytes, NotePlace> places = new HashMap<>();
  private final Set<NotePlace> spent = new HashSet<>();
  private final List<Long> unreadable = new ArrayList<>();

  /** Reads entries in the order of the chain. */
  public EvmChainArchive(EvmVault vault, List<VaultArchive.Entry> entries) {
    this.vault = vault;
    entries.forEach(this::add);
  }

  private void add(VaultArchive.Entry entry) {
    switch (entry.log().event()) {
      case VaultEvent.Deposited e -> deposited(e);
      case VaultEvent.Settled e ->
          entry.batch().ifPresentOrElse(this::settled, () -> unreadable.add(e.number()));
      case VaultEvent.Withdrawn e -> spend(e.note());
      case VaultEvent.Claimed e ->
          spend(e.leaf())
              .ifPresent(locked -> {
                records.add(new ChainRecord.Claimed(e.place().batch(), locked));
                place(e.note(), e.place());
              });
      case VaultEvent.Refunded e ->
          spend(e.leaf())
              .ifPresent(locked -> {
                records.add(new ChainRecord.Refunded(e.place().batch(), locked));
                place(e.note(), e.place());
              });
      case VaultEvent.WithdrawalRequested _,
          VaultEvent.PermitsEnd _,
          VaultEvent.TokenListed _,
          VaultEvent.SignersProposed _,
          VaultEvent.SignersChanged _,
          VaultEvent.Paused _,
          VaultEvent.Resumed _ -> {}
    }
  }

  private void deposited(VaultEvent.Deposited deposit) {
    NoteOutput output = new NoteOutput(deposit.note(), deposit.memo(), Optional.empty());
    records.add(new ChainRecord.Born(deposit.place().batch(), List.of(output)));
    place(deposit.note(), deposit.place());
  }

  private void settled(EvmBatch batch) {
    batch.inputs().forEach(input -> spent.add(input.note().place()));
    List<NoteOutput> outputs = batch.content().outputs();
    long number = batch.content().number();
    records.add(new ChainRecord.Born(number, outputs));
    for (int i = 0; i < outputs.size(); i++) {
      NotePlace place = new NotePlace(number, i);
      places.put(outputs.get(i).leaf(vault, place), place);
    }
  }

  private void place(Note note, NotePlace place) {
    places.put(vault.noteId(note, place), place);
  }

  /** Marks what has a leaf as spent; empty if it was born in a batch that is not readable. */
  private Optional<NotePlace> spend(Bytes leaf) {
    Optional<NotePlace> place = Optional.ofNullable(places.get(leaf));
    place.ifPresent(spent::add);
    return place;
  }

  @Override
  public Stream<ChainRecord> records() {
    return records.stream();
  }

  @Override
  public boolean isSpent(NotePlace place) {
    return spent.contains(place);
  }

  /**
   * Numbers of batches whose outputs do not stand in clear in a transaction: a wallet that misses
   * something has to find them in a trace of the chain.
   */
  public List<Long> unreadable() {
    return List.copyOf(unreadable);
  }
}
