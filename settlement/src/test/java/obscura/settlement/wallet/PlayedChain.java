package obscura.settlement.wallet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.Vault;

/** A chain in memory: what was born, in order, and what is spent. */
final class PlayedChain implements ChainArchive {
  private final List<ChainRecord> records = new ArrayList<>();
  private final Set<NotePlace> spent = new HashSet<>();
  private long nextOwn = Vault.FIRST_OWN_BATCH;
  private long nextBatch = 1;

  NotePlace deposit(NoteOutput output) {
    records.add(new ChainRecord.Born(nextOwn, List.of(output)));
    return new NotePlace(nextOwn++, 0);
  }

  long settle(List<NotePlace> inputs, List<NoteOutput> outputs) {
    spent.addAll(inputs);
    records.add(new ChainRecord.Born(nextBatch, outputs));
    return nextBatch++;
  }

  NotePlace claim(NotePlace locked) {
    spent.add(locked);
    records.add(new ChainRecord.Claimed(nextOwn, locked));
    return new NotePlace(nextOwn++, 0);
  }

  NotePlace refund(NotePlace locked) {
    spent.add(locked);
    records.add(new ChainRecord.Refunded(nextOwn, locked));
    return new NotePlace(nextOwn++, 0);
  }

  @Override
  public Stream<ChainRecord> records() {
    return records.stream();
  }

  @Override
  public boolean isSpent(NotePlace place) {
    return spent.contains(place);
  }
}
