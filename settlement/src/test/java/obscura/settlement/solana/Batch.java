package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NoteTree;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * A batch that a test puts together.
 *
 * @param number of the batch
 * @param trades ids
 * @param spent what goes in, with openings
 * @param inputs how it goes in
 * @param made what comes out, with openings
 * @param outputs how it is handed in
 * @param deadline seconds
 */
record Batch(
    Venue venue,
    long number,
    List<Long> trades,
    List<Venue.Owned> spent,
    List<NoteInput> inputs,
    List<Venue.Owned> made,
    List<NoteOutput> outputs,
    long deadline) {

  /** Every note, born alone, goes to a new owner, whole. */
  static Batch swapping(Venue venue, List<Long> trades, List<Venue.Owned> spent) {
    long number = venue.nextNumber();
    List<Venue.Owned> made = new ArrayList<>();
    for (Venue.Owned old : spent) {
      made.add(venue.owned(venue.mint(old), old.value(), number, made.size()));
    }
    List<NoteInput> inputs = spent.stream().map(venue::permitted).toList();
    return new Batch(venue, number, trades, spent, inputs, made, List.of(), venue.chain.now() + 600)
        .making(made, Optional.empty());
  }

  /** The same with other inputs. */
  Batch with(List<NoteInput> others) {
    return new Batch(venue, number, trades, spent, others, made, outputs, deadline);
  }

  /** The same with other outputs. */
  Batch making(List<Venue.Owned> others, Optional<NoteLock> lock) {
    List<NoteOutput> handedIn =
        others.stream().map(owned -> output(owned.note().note(), lock)).toList();
    return new Batch(venue, number, trades, spent, inputs, others, handedIn, deadline);
  }

  /** The same, all outputs locked. */
  Batch locked(NoteLock lock) {
    return making(made, Optional.of(lock));
  }

  /** The same with another deadline. */
  Batch due(long seconds) {
    return new Batch(venue, number, trades, spent, inputs, made, outputs, seconds);
  }

  /** The same under another number. */
  Batch numbered(long other) {
    return new Batch(venue, other, trades, spent, inputs, made, outputs, deadline);
  }

  private NoteOutput output(Note note, Optional<NoteLock> lock) {
    return new NoteOutput(note, Bytes.of(venue.bytes(NoteFields.MEMO_BYTES)), lock);
  }

  BatchContent content() {
    return handedInBy(venue.operator.getPublicKey());
  }

  BatchContent handedInBy(PublicKey operator) {
    return new BatchContent(
        number,
        venue.epoch(),
        deadline,
        Venue.bytes(operator),
        trades,
        inputs.stream().map(input -> input.note().id(venue.vault)).toList(),
        outputs);
  }

  Bytes digest() {
    return venue.rules.batchDigest(content());
  }

  TransactionInstruction open() {
    return open(venue.signed(0, 2, digest().array()));
  }

  TransactionInstruction open(Quorum quorum) {
    return venue.batches.open(content(), quorum);
  }

  List<TransactionInstruction> pieces() {
    BatchPieces cut = new BatchPieces(venue.vault, content());
    return Venue.concat(cut.trades(), Venue.concat(cut.inputs(inputs), cut.outputs()));
  }

  BalanceProof proof() {
    return venue.prove(spent, made, digest());
  }

  TransactionInstruction settle() {
    return settle(proof());
  }

  TransactionInstruction settle(BalanceProof proof) {
    return venue.batches.settle(content(), proof);
  }

  List<Long> pages() {
    return BatchInstructions.pages(content());
  }

  /** Opens the draft. */
  Batch opened() {
    for (long page : pages()) {
      if (!venue.chain.exists(venue.vault.page(page))) {
        venue.chain.send(
            venue.operator, venue.batches.openPage(venue.operator.getPublicKey(), page));
      }
    }
    venue.chain.send(venue.operator, open());
    return this;
  }

  /** Opens the draft and hands all pieces in. */
  Batch handedIn() {
    Batch batch = opened();
    pieces().forEach(piece -> venue.chain.send(venue.operator, piece));
    return batch;
  }

  /** All of it. */
  Batch settled() {
    Batch batch = handedIn();
    venue.chain.send(venue.operator, settle());
    return batch;
  }

  NoteTree tree() {
    return content().tree(venue.rules);
  }

  OwnerInstructions.Located located(int index) {
    return new OwnerInstructions.Located(made.get(index).note(), tree().path(index));
  }

  /** The input of one of this batch's notes in a later one. */
  NoteInput spending(int index) {
    OwnerConsent consent = venue.permit(made.get(index), venue.chain.now() + 3_600);
    return new NoteInput(made.get(index).note(), tree().path(index), consent, null);
  }

  static List<Long> ids(long from, int count) {
    return LongStream.range(from, from + count).boxed().toList();
  }
}
