package obscura.settlement.wallet;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.Opening;
import obscura.settlement.sip.OneTimeKey;

/**
 * A note that the wallet can open and spend.
 *
 * @param id by which permits and requests name it
 * @param note as the chain shows it
 * @param place where it was born
 * @param path trade path of its keys
 * @param key its one-time key
 * @param opening its amount and blinding
 */
public record OwnedNote(
    Bytes id, Note note, NotePlace place, long path, OneTimeKey key, Opening opening) {}
