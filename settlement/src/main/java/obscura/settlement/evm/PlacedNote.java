package obscura.settlement.evm;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;

/**
 * A note with what shows that it exists.
 *
 * @param path siblings from its leaf up to the root of its batch; empty for a batch of one
 */
public record PlacedNote(Note note, NotePlace place, List<Bytes> path) {
  /** Copies. */
  public PlacedNote {
    path = List.copyOf(path);
  }

  /** Its id, also if it is locked. */
  public Bytes id(EvmVault vault) {
    return vault.noteId(note, place);
  }

  AbiValue noteAbi() {
    return abi(note, place);
  }

  AbiValue pathAbi() {
    return new AbiValue.Sequence(path.stream().map(AbiValue.Word::new).toList());
  }

  static AbiValue abi(Note note, NotePlace place) {
    byte[] point = note.commitment().encode();
    return AbiValue.tuple(
        AbiValue.right(note.token()),
        AbiValue.right(note.owner()),
        new AbiValue.Word(Bytes.of(java.util.Arrays.copyOf(point, AbiValue.WORD))),
        new AbiValue.Word(
            Bytes.of(java.util.Arrays.copyOfRange(point, AbiValue.WORD, point.length))),
        AbiValue.number(place.batch()),
        AbiValue.number(place.index()));
  }

  /** Token, owner and commitment. */
  static Note readNote(AbiReader from) {
    Bytes token = from.address();
    Bytes owner = from.address();
    return note(token, owner, from);
  }

  /** The commitment behind a token and an owner that were read. */
  static Note note(Bytes token, Bytes owner, AbiReader point) {
    try {
      Bytes encoded = Bytes.of(point.word().array(), point.word().array());
      return new Note(token, owner, Groups.BN254.decode(encoded.array()));
    } catch (IllegalArgumentException noPoint) {
      throw new MalformedDataException("a commitment is no point of the curve", noPoint);
    }
  }

  static NotePlace readPlace(AbiReader from) {
    long batch = from.uint64();
    int index = from.small();
    try {
      return new NotePlace(batch, index);
    } catch (IllegalArgumentException outOfRange) {
      throw new MalformedDataException("an index is out of range", outOfRange);
    }
  }
}
