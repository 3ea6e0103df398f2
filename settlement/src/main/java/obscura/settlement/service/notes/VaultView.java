package obscura.settlement.service.notes;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.PlacedNote;

/** The vault's state as a note office reads it; may throw UnavailableException. */
public interface VaultView {
  /** Whether a note with this id is in its batch and not spent. */
  boolean isUnspent(Bytes id, PlacedNote note);

  /** Seconds since 1970 at which the note's permits end; 0 if nothing ends them. */
  long permitsEndAt(Bytes id);

  /** Which set of signers signs. */
  long epoch();
}
