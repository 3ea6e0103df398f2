package obscura.settlement.wallet;

import obscura.settlement.note.NoteLock;

/**
 * A locked note that may become the wallet's.
 *
 * @param note what it would be: by a claim, or by a refund with the refund owner's key
 * @param lock its terms
 * @param side how it would
 */
public record LockedNote(OwnedNote note, NoteLock lock, Side side) {
  /** How a locked note becomes the wallet's. */
  public enum Side {
    /** With the preimage, before the deadline. */
    CLAIM,
    /** From the deadline on. */
    REFUND
  }
}
