package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.solana.rpc.AddressHistory;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.PostedTransaction;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.port.LockOffice;
import org.p2p.solanaj.core.PublicKey;

/** Notes of one owner in a vault on Solana, and batches that lock them for another. */
final class SolanaDesk implements LockOffice {
  static final long VALUE = 1_000;
  private static final long LOCKED = 900;

  final Venue venue;
  private final List<Venue.Owned> stock = new ArrayList<>();
  private final Map<TradeId, Locked> prepared = new HashMap<>();
  private final Map<TradeId, NotePlace> elsewhere = new HashMap<>();
  final Set<TradeId> refused = new HashSet<>();
  final Set<TradeId> unreachable = new HashSet<>();

  /** A lock and the batch in which it is. */
  private record Locked(LegLock lock, Batch batch) {}

  SolanaDesk(Venue venue) {
    this.venue = venue;
  }

  void stocked(int notes) {
    for (int i = 0; i < notes; i++) {
      stock.add(venue.deposit(venue.usd, VALUE));
    }
  }

  @Override
  public Optional<LegLock> prepare(Swap swap, Side side) {
    if (unreachable.contains(swap.id())) {
      throw new UnavailableException("no two parties answer");
    }
    if (refused.contains(swap.id())) {
      return Optional.empty();
    }
    return Optional.of(
        prepared
            .computeIfAbsent(
                swap.id(),
                id ->
                    locked(
                        stock.get((int) id.value()),
                        swap.hash(),
                        swap.deadlines().of(side).lockBy(),
                        swap.deadlines().of(side).deadline()))
            .lock());
  }

  private Locked locked(Venue.Owned spent, Bytes hash, long lockBy, long deadline) {
    long number = venue.nextNumber();
    Venue.Owned change = venue.owned(venue.usd, VALUE - LOCKED, number, 0);
    Venue.Owned paid = venue.owned(venue.usd, LOCKED, number, 1);
    NoteLock terms =
        new NoteLock(
            hash,
            Bytes.of(venue.newKey().owner()),
            deadline,
            Bytes.of(venue.bytes(NoteFields.REFUND_MEMO_BYTES)));
    List<NoteOutput> outputs =
        List.of(output(change, Optional.empty()), output(paid, Optional.of(terms)));
    Batch batch = batch(number, spent, List.of(change, paid), outputs, lockBy);
    LegLock lock =
        new LegLock(
            paid.note().note(),
            paid.note().place(),
            terms,
            batch.tree().path(1),
            SignedBatch.of(
                    venue.vault,
                    batch.content(),
                    batch.inputs(),
                    venue.signed(0, 2, batch.digest().array()),
                    batch.proof())
                .encode());
    return new Locked(lock, batch);
  }

  private Batch batch(
      long number,
      Venue.Owned spent,
      List<Venue.Owned> made,
      List<NoteOutput> outputs,
      long deadline) {
    NoteInput input = new NoteInput(spent.note(), List.of(), venue.permit(spent, deadline), null);
    return new Batch(
        venue,
        number,
        List.of(1_000 + number),
        List.of(spent),
        List.of(input),
        made,
        outputs,
        deadline);
  }

  private NoteOutput output(Venue.Owned owned, Optional<NoteLock> lock) {
    return new NoteOutput(owned.note().note(), Bytes.of(venue.bytes(NoteFields.MEMO_BYTES)), lock);
  }

  /** The owner spends the note of a trade before it is locked; a fork may undo that. */
  void spendElsewhere(TradeId trade) {
    Venue.Owned spent = stock.get((int) trade.value());
    if (isTaken(spent.note().place())) {
      return;
    }
    long number = venue.nextNumber();
    Venue.Owned whole = venue.owned(venue.usd, VALUE, number, 0);
    List<NoteOutput> outputs = List.of(output(whole, Optional.empty()));
    var _ = batch(number, spent, List.of(whole), outputs, venue.chain.now() + 500).settled();
    elsewhere.put(trade, whole.note().place());
  }

  Optional<LegLock> lock(TradeId trade) {
    return Optional.ofNullable(prepared.get(trade)).map(Locked::lock);
  }

  /** The trade for which a batch was signed. */
  Optional<TradeId> trade(long batch) {
    return prepared.entrySet().stream()
        .filter(entry -> entry.getValue().lock().place().batch() == batch)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private boolean isMade(Optional<NotePlace> place) {
    return place.isPresent() && venue.chain.exists(venue.vault.batch(place.get().batch()));
  }

  private boolean isTaken(NotePlace place) {
    return BatchState.of(venue.chain.data(venue.vault.batch(place.batch()))).isTaken(place.index());
  }

  /**
   * Claimed: it is its owner's. Else its refund owner's, or never left. What was left over is
   * there.
   */
  void assertEnded(TradeId trade, boolean claimed) throws Exception {
    Optional<LegLock> lock = lock(trade);
    if (!isMade(lock.map(LegLock::place))) {
      assertThat(claimed).isFalse();
      NotePlace spent = stock.get((int) trade.value()).note().place();
      boolean moved = isMade(Optional.ofNullable(elsewhere.get(trade)));
      assertThat(isTaken(spent)).as("held").isEqualTo(moved);
      assertThat(moved && isTaken(elsewhere.get(trade))).isFalse();
      return;
    }
    LegLock locked = lock.orElseThrow();
    assertThat(isTaken(locked.place())).as("still locked").isTrue();
    assertThat(isTaken(new NotePlace(locked.place().batch(), 0))).as("change").isFalse();
    List<PostedUnlock> unlocks = unlocks(venue.vault.batch(locked.place().batch()));
    assertThat(unlocks).hasSize(1);
    PostedUnlock unlock = unlocks.getFirst();
    assertThat(unlock.preimage().isPresent()).as("claimed").isEqualTo(claimed);
    Bytes heir = claimed ? locked.note().owner() : locked.terms().refundOwner();
    Note born = new Note(locked.note().token(), heir, locked.note().commitment());
    NotePlace place = new NotePlace(unlock.number(), 0);
    BatchState state = BatchState.of(venue.chain.data(venue.vault.batch(unlock.number())));
    assertThat(state.root()).isEqualTo(venue.rules.noteId(born, place));
    assertThat(state.isTaken(0)).isFalse();
  }

  private List<PostedUnlock> unlocks(PublicKey batch) throws Exception {
    List<PostedUnlock> unlocks = new ArrayList<>();
    for (PostedTransaction posted :
        new AddressHistory(venue.chain.node(), batch, 2).oldestFirst(Commitment.CONFIRMED)) {
      posted
          .instructions()
          .forEach(call ->
              PostedUnlock.read(venue.vault, call.accounts(), call.data().array())
                  .filter(unlock -> unlock.source().equals(batch))
                  .ifPresent(unlocks::add));
    }
    return unlocks;
  }
}
