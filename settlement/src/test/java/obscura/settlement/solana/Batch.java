package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.p2p.solanaj.core.TransactionInstruction;

/** A batch that a test puts together, with openings of all outputs. */
final class Batch {
  final Venue venue;
  final long number;
  final List<Long> trades;
  final List<NoteInput> inputs;
  final List<Venue.Owned> spent;
  final List<Venue.Owned> made;
  final List<NoteOutput> outputs;
  final BatchTerms terms;

  Batch(Venue venue, List<Long> trades, List<Venue.Owned> spent, List<NoteOutput> outputs, List<Venue.Owned> made) {
    this.venue = venue;
    this.number = made.getFirst().note().batch();
    this.trades = trades;
    this.spent = spent;
    this.inputs = spent.stream().map(venue::permitted).toList();
    this.outputs = outputs;
    this.made = made;
    this.terms = terms(venue.chain.now() + 600);
  }

  /** Every note goes to a new owner, whole: two for one trade. */
  static Batch swapping(Venue venue, List<Long> trades, List<Venue.Owned> spent) {
    return swapping(venue, trades, spent, null);
  }

  static Batch swapping(
      Venue venue, List<Long> trades, List<Venue.Owned> spent, @Nullable NoteLock lock) {
    long number = venue.nextNumber();
    List<Venue.Owned> made = new ArrayList<>();
    List<NoteOutput> outputs = new ArrayList<>();
    for (Venue.Owned old : spent) {
      TokenMint mint = old.note().mint().equals(venue.usd.key()) ? venue.usd : venue.eth;
      Venue.Owned fresh = venue.owned(mint, old.value(), number);
      SolanaNote at = new SolanaNote(mint.key(), fresh.note().owner(), fresh.note().commitment(), number, made.size());
      made.add(new Venue.Owned(at, fresh.value(), fresh.blinding(), fresh.key()));
      outputs.add(output(venue, at, lock));
    }
    return new Batch(venue, trades, spent, outputs, made);
  }

  static NoteOutput output(Venue venue, SolanaNote note, @Nullable NoteLock lock) {
    return new NoteOutput(
        note.mint(), note.owner(), note.commitment(), venue.bytes(NoteOutput.MEMO_BYTES), lock);
  }

  BatchTerms terms(long deadline) {
    return new BatchTerms(
        number,
        0,
        deadline,
        venue.operator.getPublicKey(),
        BatchTerms.Contents.of(
            venue.vault, trades, spent.stream().map(Venue.Owned::note).toList(), outputs));
  }

  byte[] digest() {
    return venue.digests.batch(terms);
  }

  BatchInstructions.Room room() {
    return new BatchInstructions.Room(trades.size(), inputs.size());
  }

  TransactionInstruction open() {
    return venue.batches.open(terms, room(), venue.signed(0, 2, digest()));
  }

  List<TransactionInstruction> pieces() {
    BatchPieces cut = new BatchPieces(venue.vault, terms);
    return Venue.concat(
        cut.trades(trades), Venue.concat(cut.inputs(inputs), cut.outputs(outputs)));
  }

  TransactionInstruction settle() {
    Venue.BalanceProof proof = venue.prove(spent, made, digest());
    return settle(proof);
  }

  TransactionInstruction settle(Venue.BalanceProof proof) {
    return venue.batches.settle(terms, proof.s(), proof.r(), Venue.pagesOf(trades));
  }

  /** Opens the draft and hands all pieces in. */
  void handIn() {
    Venue.pagesOf(trades).forEach(this::needPage);
    venue.chain.send(venue.operator, open());
    pieces().forEach(piece -> venue.chain.send(venue.operator, piece));
  }

  void settled() {
    handIn();
    venue.chain.send(venue.operator, settle());
  }

  void needPage(long page) {
    if (!venue.chain.exists(venue.vault.page(page))) {
      venue.chain.send(
          venue.operator, venue.batches.openPage(venue.operator.getPublicKey(), page));
    }
  }

  NoteTree tree() {
    return new NoteTree(
        IntStream.range(0, outputs.size())
            .mapToObj(i -> outputs.get(i).leaf(venue.vault, number, i))
            .toList());
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
