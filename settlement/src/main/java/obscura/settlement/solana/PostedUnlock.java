package obscura.settlement.solana;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
import org.p2p.solanaj.core.PublicKey;

/**
 * A claim or a refund as it stands in the data of a transaction. If the transaction succeeded, the
 * program found all of it true.
 *
 * @param vault account of the vault
 * @param source account of the batch in which the note was locked
 * @param preimage 32 bytes; empty if it was a refund
 * @param number of the batch of one that was made
 * @param note the locked note
 * @param index of its leaf
 * @param terms of the lock
 */
public record PostedUnlock(
    PublicKey vault,
    PublicKey source,
    Optional<Bytes> preimage,
    long number,
    Note note,
    int index,
    NoteLock terms) {
  private static final int VAULT = 1;
  private static final int SOURCE = 2;
  private static final int HASH_BYTES = 32;

  /**
   * Reads an instruction of the program.
   *
   * @param accounts the instruction's accounts, in order
   * @return empty if it is neither, or is damaged
   */
  public static Optional<PostedUnlock> read(
      VaultAddresses vault, List<PublicKey> accounts, byte[] data) {
    boolean claim = Operation.CLAIM.isIn(data);
    if (!claim && !Operation.REFUND.isIn(data)) {
      return Optional.empty();
    }
    ByteBuffer fields = Borsh.reader(data).position(Operation.DISCRIMINATOR_BYTES);
    try {
      Optional<Bytes> preimage =
          claim ? Optional.of(NoteFields.take(fields, HASH_BYTES)) : Optional.empty();
      long number = fields.getLong();
      Bytes mint = NoteFields.take(fields, HASH_BYTES);
      Bytes owner = NoteFields.take(fields, PublicKey.PUBLIC_KEY_LENGTH);
      byte[] commitment = NoteFields.take(fields, HASH_BYTES).array();
      int index = fields.getInt();
      NoteLock terms = NoteFields.lock(fields);
      Note note = new Note(mint, owner, vault.rules().group().decode(commitment));
      return Optional.of(
          new PostedUnlock(
              accounts.get(VAULT), accounts.get(SOURCE), preimage, number, note, index, terms));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** The leaf that it opened, if that was born in a batch of this number. */
  public Bytes leaf(VaultAddresses vaultOf, long batch) {
    NotePlace place = new NotePlace(batch, index);
    return vaultOf
        .rules()
        .lockedLeaf(vaultOf.rules().noteId(note, place), vaultOf.rules().lockHash(terms));
  }
}
