package obscura.mpc.api;

import java.util.List;

/**
 * What the parties do for settlement on an EVM chain. Addresses, keys and the like are in hex,
 * lower case, without a prefix. Which token an instrument is, and how many units a lot has, stands
 * in the roster ({@code rail}); so a task names no amount but that of a public deposit.
 */
public sealed interface Settlement {
  /** The longest list of notes that pay one side. */
  int NOTES_MAX = 8;

  /** How often the notes of a fill are made, or it is asked whether an order is covered. */
  int ASKED_MAX = 16;

  /** The most fills of a batch. */
  int FILLS_MAX = 64;

  /**
   * Takes an owner's share keys into use, with the meta-addresses in their record: only those that
   * the roster names for the owner by their digest, or that the owner itself signed with its own
   * key, which then the roster names. So nobody is paid under keys that the venue brought in.
   *
   * @param keys an input for {@link Purpose.NoteKeys}
   * @param word the owner's signature over their digest, 128 hex digits; empty if there is none
   */
  record AdmitKeys(Handle keys, String word) implements Settlement {
    /** Of keys that the roster names. */
    public AdmitKeys(Handle keys) {
      this(keys, "");
    }
  }

  /**
   * Where a note goes: a one-time address that the parties compute themselves, so that nobody is
   * paid but the owner of the keys.
   *
   * @param keys admitted, of the owner
   * @param path which of the meta-addresses in their record
   * @param ephemeral the sender's one-time secret, 64 hex digits: fresh for each note
   */
  record Destination(Handle keys, int path, String ephemeral) {}

  /**
   * Takes note of a deposit. That it happened the chain says: a note that is not in the vault
   * cannot be spent.
   *
   * @param word of its owner, for {@link Purpose.Deposit}
   */
  record AdmitDeposit(Statement word) implements Settlement {}

  /**
   * Makes the four notes of a fill, at most {@link #ASKED_MAX} times: what is bought, what is paid
   * for it, and what is left of the notes of either side. Opened is one bit, whether instrument and
   * side are the fill's, and the notes cover it; if so the commitments and the amounts under their
   * pads. Again with other notes if a batch failed, but with the same trade id.
   *
   * @param trade the id that the vault lets pass once, 1 to 2^63 - 1
   * @param instrument of the fill
   * @param ownerSells whether the fill's owner, not its reader, is the seller
   * @param baseNotes of the seller, at most {@link #NOTES_MAX}
   * @param quoteNotes of the buyer, likewise
   * @param outputs four: bought to the buyer, paid to the seller, base change to the seller, quote
   *     change to the buyer
   */
  record CommitFill(
      Handle fill,
      long trade,
      long instrument,
      boolean ownerSells,
      List<Handle> baseNotes,
      List<Handle> quoteNotes,
      List<Destination> outputs)
      implements Settlement {
    public CommitFill {
      baseNotes = List.copyOf(baseNotes);
      quoteNotes = List.copyOf(quoteNotes);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Whether notes of an order's owner cover the order at its limit. Opens that one bit, at most
   * {@link #ASKED_MAX} times of an order, because the venue chooses the notes: for a seller the
   * base notes count, for a buyer the quote notes; 0 also if the instrument is another.
   *
   * @param order that nothing has spent
   */
  record Covered(Handle order, long instrument, List<Handle> baseNotes, List<Handle> quoteNotes)
      implements Settlement {
    public Covered {
      baseNotes = List.copyOf(baseNotes);
      quoteNotes = List.copyOf(quoteNotes);
    }
  }

  /**
   * Whether an instruction names the instrument, side, quantity and price of a fill (requirement
   * 20.2). Opens that one bit.
   *
   * @param instruction an input for {@link Purpose.Instruction}, of one of the fill's owners; the
   *     side is that of the fill's owner
   */
  record Equals(Handle instruction) implements Settlement {}

  /**
   * Of which instrument a fill is, and who sold: what the tokens of its notes will show on the
   * chain. First it is opened whether the roster says on which chain the instrument settles: if it
   * does not, the answer is {@link Told} with no, and nothing else is opened. Nothing of how much.
   */
  record TellMarket(Handle fill) implements Settlement {}

  /**
   * Where a note is on the chain.
   *
   * @param batch that made it
   * @param index its place there
   */
  record Place(long batch, long index) {}

  /**
   * Proves the balance of a batch of fills, each as it was committed last, and signs it. The
   * outputs stand in the order of the fills, four each.
   *
   * @param batch its number, below 2^63
   * @param epoch of the signers
   * @param deadline seconds since 1970
   * @param places of the inputs: of each fill its base notes, then its quote notes
   */
  record SignBatch(long batch, long epoch, long deadline, List<Handle> fills, List<Place> places)
      implements Settlement {
    public SignBatch {
      fills = List.copyOf(fills);
      places = List.copyOf(places);
    }
  }

  /** What came of a task. */
  sealed interface Answer {}

  /**
   * For {@link AdmitKeys} (no notes), {@link AdmitDeposit} (one) and {@link CommitFill} (four).
   *
   * @param valid for CommitFill the bit that was opened; else true
   */
  record Made(boolean valid, List<Note> notes) implements Answer {
    public Made {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A note as the parties know it.
   *
   * @param handle of its amount, which its owner may have revealed
   * @param memo empty for a deposit, whose memo the depositor writes
   */
  record Note(Handle handle, String token, String owner, String commitment, String memo) {}

  /**
   * For {@link TellMarket} of an instrument that settles on a chain.
   *
   * @param ownerSells whether the fill's owner, not its reader, is the seller
   */
  record Market(long instrument, boolean ownerSells) implements Answer {}

  /** For {@link Covered} and {@link Equals}, and for {@link TellMarket} if it is no: the bit. */
  record Told(boolean yes) implements Answer {}

  /**
   * For {@link SignBatch}. The parties' signatures are asked for with {@link MpcEngine#evidence} of
   * the digest.
   *
   * @param digest what is signed
   * @param nonce R of the proof, 128 hex digits
   * @param answer s of the proof, 64 hex digits
   */
  record Proved(Handle digest, String nonce, String answer) implements Answer {}
}
