package obscura.mpc.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Vector;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.circuit.Gates;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import obscura.mpc.field.Conversion;
import obscura.mpc.field.Scalar;
import obscura.mpc.note.OneTime;
import obscura.mpc.note.Output;
import obscura.mpc.note.ShareKey;
import obscura.mpc.note.Vault;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Makes notes of shared amounts: a seed that nobody chose, the commitment, the memo. What is opened
 * is what stands on the chain.
 */
final class FillNotes {
  private static final int SEED_WORDS = ShareKey.SEED_BYTES / Long.BYTES;

  private final Run run;
  private final Notes notes;
  private final Vault vault;

  FillNotes(Run run, Notes notes, Vault vault) {
    this.run = run;
    this.notes = notes;
    this.vault = vault;
  }

  /**
   * A note to be made.
   *
   * @param owner whose it is
   * @param address to which it goes
   */
  record Wanted(String token, String owner, Handle keys, OneTime address, Delivery.Amount amount) {}

  /** Makes them, side by side. */
  Made of(List<Wanted> wanted, boolean open) {
    List<String> seeds = seeds(wanted.size());
    List<Point> commitments = commitments(wanted, seeds);
    List<ShareKey.Pad> padded = padded(wanted, seeds);
    List<Note> made = new ArrayList<>();
    for (int k = 0; k < wanted.size(); k++) {
      Wanted one = wanted.get(k);
      String commitment = HexFormat.of().formatHex(commitments.get(k).bytes());
      String memo = Output.memo(one.address(), seeds.get(k), padded.get(k));
      made.add(kept(one, open, commitment, memo, seeds.get(k), ""));
    }
    return new Made(true, made);
  }

  /** Remembers a note. */
  Note kept(
      Wanted note, boolean open, String commitment, String memo, String seed, String opening) {
    List<Word> words = new ArrayList<>(Collections.nCopies(Vector.WORDS, Word.ZERO));
    words.set(Secret.QUANTITY, note.amount().low());
    words.set(Secret.PRICE, note.amount().high());
    Handle handle = run.derive("note", note.owner(), List.of(), open, words);
    String address = note.address().address();
    run.set(
        new Fact.Note(
            handle, vault, note.keys(), note.token(), address, commitment, memo, seed, opening));
    return new Note(handle, note.token(), address, commitment, memo);
  }

  /** Of each note 16 bytes that no party can choose, and that no attempt has twice. */
  private List<String> seeds(int count) {
    Bits random = run.gates().random(SEED_WORDS * count, 1);
    Word[] words = new Word[SEED_WORDS * count];
    for (int k = 0; k < words.length; k++) {
      words[k] = random.word(k, 0);
    }
    long[] opened = run.open("note seeds", words, words.length * Long.SIZE);
    List<String> seeds = new ArrayList<>();
    for (int k = 0; k < opened.length; k += SEED_WORDS) {
      seeds.add("%016x%016x".formatted(opened[k], opened[k + 1]));
    }
    return seeds;
  }

  private List<Point> commitments(List<Wanted> wanted, List<String> seeds) {
    Gates gates = run.gates();
    Bits rows = new Bits(Conversion.VALUE_BITS, 1);
    for (int k = 0; k < wanted.size(); k++) {
      wanted.get(k).amount().into(rows, k);
    }
    List<Scalar> values =
        Conversion.of(
            gates,
            rows,
            wanted.size(),
            (words, bits) ->
                run.openToHolders("masked amount", Conversion.OPENED_SHARE, words, bits));
    List<Point> mine = new ArrayList<>();
    List<Point> next = new ArrayList<>();
    for (int k = 0; k < wanted.size(); k++) {
      Point generator = vault.generator(wanted.get(k).token());
      Scalar blinding = notes.keys(wanted.get(k).keys()).blinding(seeds.get(k));
      Scalar value = values.get(k);
      mine.add(generator.times(value.mine()).plus(Bn254.H.times(blinding.mine())));
      next.add(generator.times(value.next()).plus(Bn254.H.times(blinding.next())));
    }
    return new Points(run).open("commitment", mine, next);
  }

  private List<ShareKey.Pad> padded(List<Wanted> wanted, List<String> seeds) {
    Word[] words = new Word[2 * wanted.size()];
    for (int k = 0; k < wanted.size(); k++) {
      Notes.Keys keys = notes.keys(wanted.get(k).keys());
      ShareKey.Pad mine = keys.mine().pad(seeds.get(k));
      ShareKey.Pad next = keys.next().pad(seeds.get(k));
      Delivery.Amount amount = wanted.get(k).amount();
      words[2 * k] = amount.high().xor(new Word(mine.high(), next.high()));
      words[2 * k + 1] = amount.low().xor(new Word(mine.low(), next.low()));
    }
    long[] opened = run.open("padded amount", words, Delivery.BITS * wanted.size());
    List<ShareKey.Pad> padded = new ArrayList<>();
    for (int k = 0; k < opened.length; k += 2) {
      padded.add(new ShareKey.Pad(opened[k], opened[k + 1]));
    }
    return padded;
  }
}
