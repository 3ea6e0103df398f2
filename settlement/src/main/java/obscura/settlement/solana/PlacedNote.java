package obscura.settlement.solana;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import org.p2p.solanaj.core.PublicKey;

/**
 * A note and where it was born.
 *
 * @param note what it is
 * @param place batch and index
 */
public record PlacedNote(Note note, NotePlace place) {
  /** The token. */
  public PublicKey mint() {
    return VaultAddresses.key(note.token());
  }

  /** The batch. */
  public long batch() {
    return place.batch();
  }

  /** The id in a vault. */
  public Bytes id(VaultAddresses vault) {
    return vault.rules().noteId(note, place);
  }

  /** Owner and commitment, as instructions have them one after the other. */
  byte[] ownerAndCommitment() {
    return Bytes.of(
            note.owner().require(PublicKey.PUBLIC_KEY_LENGTH, "an owner").array(),
            note.commitment().encode())
        .array();
  }
}
