package obscura.settlement.swap.core;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;

/**
 * One leg of a proof: a lock, its path to the root of its batch, and where it was made and claimed.
 *
 * @param chain its name
 * @param note the locked note
 * @param place batch and index
 * @param terms of the lock
 * @param path siblings from its leaf up to the root
 * @param lockedAt where the batch stands
 * @param claimedAt where the claim stands
 * @param claimBatch batch of the one note that the claim made
 */
public record ProvenLeg(
    String chain,
    Note note,
    NotePlace place,
    NoteLock terms,
    List<Bytes> path,
    Inclusion lockedAt,
    Inclusion claimedAt,
    long claimBatch) {
  /** Copies. */
  public ProvenLeg {
    path = List.copyOf(path);
  }

  /** The leg of a lock that was claimed. */
  static ProvenLeg of(String chain, LegLock lock, LockState.Claimed claimed) {
    return new ProvenLeg(
        chain,
        lock.note(),
        lock.place(),
        lock.terms(),
        lock.path(),
        claimed.lockedAt(),
        claimed.claim().at(),
        claimed.claim().batch());
  }

  /** Was this lock made, and claimed with this preimage? */
  boolean holds(ChainFacts facts, Bytes preimage) {
    Vault vault = facts.vault();
    Bytes leaf;
    try {
      leaf = vault.lockedLeaf(vault.noteId(note, place), vault.lockHash(terms));
    } catch (IllegalArgumentException ofAnotherChain) {
      return false;
    }
    ChainFacts.Claimed expected = new ChainFacts.Claimed(claimBatch, note, preimage);
    return facts
            .root(lockedAt, place.batch())
            .filter(root -> NoteTree.holds(vault, root, place.index(), leaf, path))
            .isPresent()
        && facts.claim(claimedAt, leaf).filter(expected::equals).isPresent();
  }
}
