package obscura.settlement.swap.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;
import obscura.settlement.swap.core.Inclusion;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.ProvenLeg;
import obscura.settlement.swap.core.SwapProof;

/**
 * Locks and proofs as bytes: a version, then the fields in the order of their records; numbers
 * big-endian, byte strings and lists behind their lengths (4 bytes), texts as {@link
 * DataOutputStream#writeUTF}.
 */
public final class SwapBytes {
  private static final int VERSION = 1;
  private static final int LENGTH_MAX = 1 << 20;

  private SwapBytes() {}

  /** A proof as it is handed out. */
  public static Bytes of(SwapProof proof) {
    return written(out -> {
      write(out, proof.preimage());
      write(out, proof.first());
      write(out, proof.second());
    });
  }

  /**
   * Reads a proof. It may still be no good: {@link SwapProof#holds} tells.
   *
   * @param vaults by the name of their chain; may throw IllegalArgumentException
   * @throws IllegalArgumentException if the bytes are no proof of these chains
   */
  public static SwapProof proof(Bytes bytes, Function<String, Vault> vaults) {
    return read(
        bytes, in -> new SwapProof(bytes(in), provenLeg(in, vaults), provenLeg(in, vaults)));
  }

  static Bytes of(LegLock lock) {
    return written(out -> {
      write(out, lock.note());
      write(out, lock.place());
      write(out, lock.terms());
      write(out, lock.path());
      write(out, lock.batch());
    });
  }

  static LegLock lock(Bytes bytes, Vault vault) {
    return read(
        bytes, in -> new LegLock(note(in, vault), place(in), terms(in), path(in), bytes(in)));
  }

  private static void write(DataOutputStream out, ProvenLeg leg) throws IOException {
    out.writeUTF(leg.chain());
    write(out, leg.note());
    write(out, leg.place());
    write(out, leg.terms());
    write(out, leg.path());
    write(out, leg.lockedAt());
    write(out, leg.claimedAt());
    out.writeLong(leg.claimBatch());
  }

  private static ProvenLeg provenLeg(DataInputStream in, Function<String, Vault> vaults)
      throws IOException {
    String chain = in.readUTF();
    return new ProvenLeg(
        chain,
        note(in, vaults.apply(chain)),
        place(in),
        terms(in),
        path(in),
        inclusion(in),
        inclusion(in),
        in.readLong());
  }

  private static void write(DataOutputStream out, Note note) throws IOException {
    write(out, note.token());
    write(out, note.owner());
    write(out, Bytes.of(note.commitment().encode()));
  }

  private static Note note(DataInputStream in, Vault vault) throws IOException {
    Bytes token = bytes(in);
    Bytes owner = bytes(in);
    return new Note(token, owner, vault.group().decode(bytes(in).array()));
  }

  private static void write(DataOutputStream out, NotePlace place) throws IOException {
    out.writeLong(place.batch());
    out.writeInt(place.index());
  }

  private static NotePlace place(DataInputStream in) throws IOException {
    return new NotePlace(in.readLong(), in.readInt());
  }

  private static void write(DataOutputStream out, NoteLock terms) throws IOException {
    write(out, terms.hash());
    write(out, terms.refundOwner());
    out.writeLong(terms.deadlineSeconds());
    write(out, terms.refundMemo());
  }

  private static NoteLock terms(DataInputStream in) throws IOException {
    return new NoteLock(bytes(in), bytes(in), in.readLong(), bytes(in));
  }

  private static void write(DataOutputStream out, List<Bytes> path) throws IOException {
    out.writeInt(path.size());
    for (Bytes node : path) {
      write(out, node);
    }
  }

  private static List<Bytes> path(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > Integer.numberOfTrailingZeros(NoteTree.NOTES_MAX)) {
      throw new IllegalArgumentException("a path has at most 10 nodes, not " + size);
    }
    List<Bytes> path = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      path.add(bytes(in));
    }
    return path;
  }

  private static void write(DataOutputStream out, Inclusion inclusion) throws IOException {
    out.writeLong(inclusion.block());
    write(out, inclusion.blockHash());
    write(out, inclusion.transaction());
  }

  private static Inclusion inclusion(DataInputStream in) throws IOException {
    return new Inclusion(in.readLong(), bytes(in), bytes(in));
  }

  private static void write(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.length());
    out.write(bytes.array());
  }

  private static Bytes bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LENGTH_MAX) {
      throw new IllegalArgumentException("a length of " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return Bytes.of(bytes);
  }

  private static Bytes written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static <T> T read(Bytes bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("version " + version + " is not known");
      }
      T value = reading.from(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(in.available() + " bytes too many");
      }
      return value;
    } catch (IOException cut) {
      throw new IllegalArgumentException("the bytes are cut short", cut);
    }
  }

  /** Writes fields. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads fields. */
  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }
}
