package obscura.settlement.note;

import java.util.Optional;
import obscura.settlement.crypto.Bytes;

/**
 * A note that a batch makes.
 *
 * @param note what it is
 * @param memo with which its owner finds and opens it; see {@link NoteMemo}
 * @param lock terms, if it is locked
 */
public record NoteOutput(Note note, Bytes memo, Optional<NoteLock> lock) {
  /** The leaf of its batch's tree: its id, or if it is locked another hash. */
  public Bytes leaf(Vault vault, NotePlace place) {
    Bytes id = vault.noteId(note, place);
    return lock.map(terms -> vault.lockedLeaf(id, vault.lockHash(terms))).orElse(id);
  }
}
