package obscura.engine.adapter.notes;

import java.util.HexFormat;
import obscura.domain.ParticipantId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Statement;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.service.notes.VaultView;

/**
 * Takes what owners say of their keys and notes: to the parties, who check whose word it is, and
 * into the book. Any thread; calls block and may throw UnavailableException, then they are made
 * again.
 */
public final class NoteAdmission {
  private final NoteParties parties;
  private final EvmVault vault;
  private final VaultView view;
  private final SharedBook book;
  private final SharedPaths paths;

  NoteAdmission(
      NoteParties parties, EvmVault vault, VaultView view, SharedBook book, SharedPaths paths) {
    this.parties = parties;
    this.vault = vault;
    this.view = view;
    this.book = book;
    this.paths = paths;
  }

  /**
   * Takes an owner's share keys into use; those that are in use already are no harm.
   *
   * @param keys an input that the parties hold for {@link Purpose.NoteKeys}
   * @param count of the meta-addresses in its record
   * @throws IllegalArgumentException if the parties refuse them, or took them before and an answer
   *     was lost: then they are to be put in once more
   */
  public void keys(ParticipantId owner, Handle keys, int count) {
    if (paths.has(keys)) {
      return;
    }
    if (parties.run(new Settlement.AdmitKeys(keys)) instanceof Outcome.Refused refused) {
      throw refused("keys", refused);
    }
    paths.add(owner.value(), keys, count);
  }

  /**
   * Takes note of a deposit, which counts once its owner permits it and the vault has it.
   *
   * @param word the owner's, for {@link Purpose.Deposit}
   * @throws IllegalArgumentException if the parties refuse it
   */
  public void deposit(Statement word) {
    Made made = admitted(word);
    learn(word, made);
  }

  /**
   * The same, if the parties make this note of it.
   *
   * @throws IllegalArgumentException also if they make another
   */
  void deposit(Statement word, Note told) {
    Made made = admitted(word);
    if (!SharedNote.key(note(word.owner(), made.notes().getFirst()).note())
        .equals(SharedNote.key(told))) {
      throw new IllegalArgumentException(
          "the note does not go to the one-time address that its keys and its path make");
    }
    learn(word, made);
  }

  private Made admitted(Statement word) {
    if (!(word.purpose() instanceof Purpose.Deposit)) {
      throw new IllegalArgumentException("a statement that is about no deposit");
    }
    return switch (parties.run(new Settlement.AdmitDeposit(word))) {
      case Outcome.Settled(Made made) when made.valid() -> made;
      case Outcome.Refused refused -> throw refused("a deposit", refused);
      default -> throw new IllegalStateException("an answer to another task");
    };
  }

  private void learn(Statement word, Made made) {
    Settlement.Destination used = ((Purpose.Deposit) word.purpose()).owner();
    book.learn(note(word.owner(), made.notes().getFirst()));
    paths.use(new SharedPaths.Path(used.keys(), used.path()));
  }

  /**
   * Takes an owner's permit for a note of a deposit or of a settled batch.
   *
   * @throws IllegalArgumentException if the parties do not know the note as this owner's, the
   *     permit is not its owner's, or the vault does not have the note; the message says which
   */
  public void permit(ParticipantId owner, SpentNote spend) {
    Bytes id = spend.note().id(vault);
    SharedNote known =
        book.find(spend.note().note())
            .filter(note -> note.owner().equals(owner.value()))
            .orElseThrow(() ->
                new IllegalArgumentException("the parties know no note " + id + " of " + owner));
    Bytes digest = vault.permitDigest(id, spend.expirySeconds());
    boolean signed =
        spend
            .consent()
            .signerOf(digest)
            .filter(signer -> Bytes.of(signer.bytes()).equals(known.note().owner()))
            .isPresent();
    if (!signed || spend.expirySeconds() == SpentNote.CONSENT) {
      throw new IllegalArgumentException("the permit is not signed by the owner of note " + id);
    }
    if (!view.isUnspent(id, spend.note())) {
      throw new IllegalArgumentException("the vault has no unspent note " + id);
    }
    book.permit(known.permitted(spend));
  }

  /** A note as the parties tell of it. */
  static SharedNote note(String owner, Settlement.Note note) {
    return new SharedNote(
        owner,
        note.handle(),
        new Note(
            bytes(note.token()),
            bytes(note.owner()),
            Groups.BN254.decode(bytes(note.commitment()).array())));
  }

  static Bytes bytes(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }

  private static IllegalArgumentException refused(String what, Outcome.Refused refused) {
    return new IllegalArgumentException("the parties refuse " + what + ": " + refused.rule());
  }
}
