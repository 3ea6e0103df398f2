package obscura.engine.adapter.notes;

import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.Note;

/**
 * A note whose amount the parties share.
 *
 * @param owner whose it is, by the name that the parties know
 * @param handle the parties' name of its amount
 * @param permit where it is and its owner's permit; empty until the owner gave one
 */
record SharedNote(String owner, Handle handle, Note note, Optional<SpentNote> permit) {
  SharedNote(String owner, Handle handle, Note note) {
    this(owner, handle, note, Optional.empty());
  }

  /** What tells it from all others: its owner is a one-time address. */
  Bytes key() {
    return key(note);
  }

  static Bytes key(Note note) {
    return Bytes.of(
        Hash.sha256(note.token().array(), note.owner().array(), note.commitment().encode()));
  }

  SharedNote permitted(SpentNote spend) {
    return new SharedNote(owner, handle, note, Optional.of(spend));
  }

  /** The permit of a note that has one. */
  SpentNote spend() {
    return permit.orElseThrow();
  }
}
