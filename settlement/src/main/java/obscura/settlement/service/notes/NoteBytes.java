package obscura.settlement.service.notes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;

/** A permitted note as bytes. */
final class NoteBytes {
  private NoteBytes() {}

  static byte[] encode(PermittedNote note) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      PlacedNote placed = note.spend().note();
      out.writeUTF(note.firm().value());
      write(out, placed.note().token());
      write(out, placed.note().owner());
      write(out, Bytes.of(placed.note().commitment().encode()));
      out.writeLong(placed.place().batch());
      out.writeInt(placed.place().index());
      out.writeInt(placed.path().size());
      for (Bytes sibling : placed.path()) {
        write(out, sibling);
      }
      out.writeLong(note.spend().expirySeconds());
      write(out, note.spend().consent().r());
      write(out, note.spend().consent().vs());
      write(out, note.memo());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static PermittedNote decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      FirmId firm = new FirmId(in.readUTF());
      Note note = new Note(read(in), read(in), Groups.BN254.decode(read(in).array()));
      NotePlace place = new NotePlace(in.readLong(), in.readInt());
      int depth = in.readInt();
      List<Bytes> path = new ArrayList<>();
      for (int i = 0; i < depth; i++) {
        path.add(read(in));
      }
      SpentNote spend =
          new SpentNote(
              new PlacedNote(note, place, path),
              in.readLong(),
              new CompactSignature(read(in), read(in)));
      return new PermittedNote(firm, spend, read(in));
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private static void write(DataOutputStream out, Bytes value) throws IOException {
    out.writeInt(value.length());
    out.write(value.array());
  }

  private static Bytes read(DataInputStream in) throws IOException {
    byte[] value = new byte[in.readInt()];
    in.readFully(value);
    return Bytes.of(value);
  }
}
