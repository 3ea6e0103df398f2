package obscura.settlement.swap.core;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.Vault;

/**
 * The lock of one leg in a batch that two parties signed. All of it is, or will be, public on the
 * chain.
 *
 * @param note the locked note; its owner is who gets it by the preimage
 * @param place batch and index
 * @param terms of the lock
 * @param path siblings from its leaf up
 * @param batch what the vault is handed, in the form that the chain's adapter takes
 */
public record LegLock(Note note, NotePlace place, NoteLock terms, List<Bytes> path, Bytes batch) {
  /** Copies. */
  public LegLock {
    path = List.copyOf(path);
  }

  /** Its leaf in the batch's tree. */
  public Bytes leaf(Vault vault) {
    return vault.lockedLeaf(vault.noteId(note, place), vault.lockHash(terms));
  }
}
