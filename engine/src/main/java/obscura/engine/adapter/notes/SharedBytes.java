package obscura.engine.adapter.notes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;

/** Notes and deals as bytes, to be sealed. */
final class SharedBytes {
  private static final int VERSION = 1;

  private SharedBytes() {}

  /** Something that writes. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Something that reads. */
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version);
      }
      return reading.from(in);
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  static void write(SharedNote note, DataOutputStream out) throws IOException {
    out.writeUTF(note.owner());
    out.write(note.handle().bytes());
    write(note.note(), out);
    out.writeBoolean(note.permit().isPresent());
    if (note.permit().isPresent()) {
      SpentNote spend = note.permit().get();
      out.writeLong(spend.note().place().batch());
      out.writeInt(spend.note().place().index());
      out.writeInt(spend.note().path().size());
      for (Bytes sibling : spend.note().path()) {
        write(sibling, out);
      }
      out.writeLong(spend.expirySeconds());
      write(spend.consent().r(), out);
      write(spend.consent().vs(), out);
    }
  }

  static SharedNote note(DataInputStream in) throws IOException {
    String owner = in.readUTF();
    Handle handle = Handle.of(in.readNBytes(Handle.BYTES));
    Note note = new Note(bytes(in), bytes(in), Groups.BN254.decode(bytes(in).array()));
    return new SharedNote(
        owner, handle, note, in.readBoolean() ? Optional.of(permit(note, in)) : Optional.empty());
  }

  private static SpentNote permit(Note note, DataInputStream in) throws IOException {
    NotePlace place = new NotePlace(in.readLong(), in.readInt());
    int depth = in.readInt();
    List<Bytes> path = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      path.add(bytes(in));
    }
    return new SpentNote(
        new PlacedNote(note, place, path),
        in.readLong(),
        new CompactSignature(bytes(in), bytes(in)));
  }

  private static void write(Note note, DataOutputStream out) throws IOException {
    write(note.token(), out);
    write(note.owner(), out);
    write(Bytes.of(note.commitment().encode()), out);
  }

  static void write(Bytes value, DataOutputStream out) throws IOException {
    out.writeInt(value.length());
    out.write(value.array());
  }

  static Bytes bytes(DataInputStream in) throws IOException {
    return Bytes.of(in.readNBytes(in.readInt()));
  }

  static void write(List<Bytes> values, DataOutputStream out) throws IOException {
    out.writeInt(values.size());
    for (Bytes each : values) {
      write(each, out);
    }
  }

  static List<Bytes> list(DataInputStream in) throws IOException {
    List<Bytes> values = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      values.add(bytes(in));
    }
    return values;
  }
}
