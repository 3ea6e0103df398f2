package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.Opening;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.port.LockOffice;
import obscura.settlement.wallet.OwnedNote;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;

/** One leg's side: notes of one owner in a vault, and batches that lock them for another. */
final class SwapDesk implements LockOffice {
  private static final long VALUE = 1_000;
  private static final long LOCKED = 900;
  private static final long FIRST_BATCH = 1_000_000;

  final Venue venue;
  private final Owner giver;
  private final Owner taker;
  private final Credentials key;
  private final List<Stocked> stock = new ArrayList<>();
  private final Map<TradeId, LegLock> prepared = new HashMap<>();
  final Set<TradeId> refused = new HashSet<>();
  final Set<TradeId> unreachable = new HashSet<>();
  private long batches = FIRST_BATCH;

  /** A note and what opens it. */
  private record Stocked(PlacedNote note, Opening opening) {}

  SwapDesk(Venue venue, String giver, String taker) {
    this.venue = venue;
    this.giver = new Owner(giver);
    this.taker = new Owner(taker);
    this.key = Credentials.create(Bytes.of(Hash.sha256(Hash.utf8(giver + " key"))).toString());
  }

  /** One deposit, cut into notes. */
  SwapDesk stocked(int notes) throws Exception {
    var _ = venue.deposit(giver.note(venue.vault, venue.weth, VALUE * notes));
    OwnedNote all = giver.holdings(venue.vault, venue.archive()).unspent().getLast();
    List<NewNote> cut = new ArrayList<>();
    for (int i = 0; i < notes; i++) {
      cut.add(mine(giver.note(venue.vault, venue.weth, VALUE)));
    }
    EvmBatch batch = venue.batch(List.of(all), cut);
    var _ = venue.send(VaultCalls.settle(batch));
    List<PlacedNote> placed = batch.placed(venue.vault);
    for (int i = 0; i < notes; i++) {
      stock.add(new Stocked(placed.get(i), cut.get(i).opening()));
    }
    return this;
  }

  /** The same note under a key that this desk signs with. */
  private NewNote mine(NewNote made) {
    Bytes owner = Bytes.of(EthereumAddress.parse(key.getAddress()).bytes());
    Note note = new Note(made.note().token(), owner, made.note().commitment());
    return new NewNote(note, made.memo(), made.opening());
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
        prepared.computeIfAbsent(
            swap.id(),
            id ->
                locked(
                    id,
                    swap.hash(),
                    swap.deadlines().of(side).lockBy(),
                    swap.deadlines().of(side).deadline())));
  }

  private LegLock locked(TradeId trade, Bytes hash, long lockBy, long deadline) {
    NewNote paid = taker.note(venue.vault, venue.weth, LOCKED);
    NewNote change = giver.note(venue.vault, venue.weth, VALUE - LOCKED);
    NoteLock back = giver.lock(hash, paid.opening(), deadline);
    NoteLock terms = new NoteLock(hash, back.refundOwner(), deadline, back.refundMemo());
    EvmBatch batch =
        batch(
            trade,
            List.of(paid, change),
            List.of(
                new NoteOutput(paid.note(), paid.memo().encode(), Optional.of(terms)),
                change.output()),
            lockBy);
    PlacedNote placed = batch.placed(venue.vault).getFirst();
    return new LegLock(
        placed.note(), placed.place(), terms, placed.path(), VaultCalls.settle(batch));
  }

  private EvmBatch batch(
      TradeId trade, List<NewNote> made, List<NoteOutput> outputs, long deadline) {
    Stocked spent = stock.get((int) trade.value());
    Bytes id = spent.note().id(venue.vault);
    SpentNote input =
        new SpentNote(spent.note(), deadline, signed(venue.vault.permitDigest(id, deadline)));
    BatchContent content =
        new BatchContent(
            batches++, 1, deadline, Bytes.zeros(0), List.of(batches), List.of(id), outputs);
    Bytes digest = venue.vault.batchDigest(content);
    BigInteger excess = spent.opening().blinding();
    for (NewNote note : made) {
      excess = excess.subtract(note.opening().blinding());
    }
    return new EvmBatch(
        content,
        List.of(input),
        BalanceProof.prove(venue.vault, excess, digest, Hash.sha256(digest.array())),
        List.of(Venue.sign(0, digest), Venue.sign(1, digest)));
  }

  private CompactSignature signed(Bytes digest) {
    Sign.SignatureData data = Sign.signMessage(digest.array(), key.getEcKeyPair(), false);
    return CompactSignature.of(Bytes.of(data.getR(), data.getS(), data.getV()).array());
  }

  /** The owner spends the note of a trade before it is locked. */
  void spendElsewhere(TradeId trade) throws Exception {
    NewNote whole = giver.note(venue.vault, venue.weth, VALUE);
    EvmBatch batch = batch(trade, List.of(whole), List.of(whole.output()), venue.now() + 3_000);
    var _ = venue.send(VaultCalls.settle(batch));
  }

  Optional<LegLock> lock(TradeId trade) {
    return Optional.ofNullable(prepared.get(trade));
  }

  /** Whose note it is now by the chain's own word: exactly one of the three. */
  void assertEnded(TradeId trade, boolean claimed, List<VaultEvent> events) throws Exception {
    if (lock(trade).isEmpty()) {
      assertThat(claimed).isFalse();
      return;
    }
    LegLock lock = lock(trade).get();
    Bytes leaf = lock.leaf(venue.vault);
    assertThat(venue.reader.isUnspent(leaf, lock.place(), lock.path())).isFalse();
    List<Note> born =
        events.stream()
            .filter(e -> e instanceof VaultEvent.Claimed c && c.leaf().equals(leaf))
            .map(e -> ((VaultEvent.Claimed) e).note())
            .toList();
    List<Note> back =
        events.stream()
            .filter(e -> e instanceof VaultEvent.Refunded r && r.leaf().equals(leaf))
            .map(e -> ((VaultEvent.Refunded) e).note())
            .toList();
    assertThat(born).as("claimed").hasSize(claimed ? 1 : 0);
    assertThat(back).as("refunded").hasSizeLessThanOrEqualTo(claimed ? 0 : 1);
    born.forEach(note -> assertThat(note).isEqualTo(lock.note()));
    back.forEach(note -> assertThat(note.owner()).isEqualTo(lock.terms().refundOwner()));
  }
}
