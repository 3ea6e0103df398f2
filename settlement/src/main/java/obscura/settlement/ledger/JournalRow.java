package obscura.settlement.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import obscura.settlement.core.JournalEntry;

/** A journal entry as it stands in the table: sealed, and linked to the row before. */
final class JournalRow {
  static final String COLUMNS =
      "entry_no, at_nanos, kind, reference, sealed_postings, previous_hash, entry_hash";
  static final int HASH_BYTES = 32;

  private final long number;
  private final long atNanos;
  private final String kind;
  private final String reference;
  private final byte[] sealed;
  private final byte[] previousHash;
  private final byte[] hash;

  private JournalRow(
      long number,
      long atNanos,
      String kind,
      String reference,
      byte[] sealed,
      byte[] previousHash,
      byte[] hash) {
    this.number = number;
    this.atNanos = atNanos;
    this.kind = kind;
    this.reference = reference;
    this.sealed = sealed;
    this.previousHash = previousHash;
    this.hash = hash;
  }

  /** The entry that follows {@code head}. */
  static JournalRow following(
      JournalHead head, long atNanos, JournalEntry entry, JournalCipher cipher) {
    long number = head.number() + 1;
    String kind = entry.kind().name();
    byte[] context = context(number, atNanos, kind, entry.reference(), head.hash());
    byte[] sealed = cipher.seal(PostingBytes.encode(entry), context);
    byte[] hash = hash(context, sealed);
    return new JournalRow(number, atNanos, kind, entry.reference(), sealed, head.hash(), hash);
  }

  static JournalRow read(ResultSet row) throws SQLException {
    return new JournalRow(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getBytes(5),
        row.getBytes(6),
        row.getBytes(7));
  }

  void bind(PreparedStatement insert) throws SQLException {
    insert.setLong(1, number);
    insert.setLong(2, atNanos);
    insert.setString(3, kind);
    insert.setString(4, reference);
    insert.setBytes(5, sealed);
    insert.setBytes(6, previousHash);
    insert.setBytes(7, hash);
  }

  long number() {
    return number;
  }

  long atNanos() {
    return atNanos;
  }

  JournalHead head() {
    return new JournalHead(number, hash);
  }

  boolean follows(JournalHead head) {
    return number == head.number() + 1 && Arrays.equals(previousHash, head.hash());
  }

  boolean isIntact() {
    return Arrays.equals(hash, hash(context(), sealed));
  }

  /**
   * Opens the postings.
   *
   * @throws LedgerException if the row was changed or the key is another
   */
  JournalEntry entry(JournalCipher cipher) {
    try {
      return PostingBytes.decode(
          JournalEntry.Kind.valueOf(kind), reference, cipher.open(sealed, context()));
    } catch (IllegalArgumentException e) {
      throw new LedgerException("entry " + number + " is not one of the ledger's", e);
    }
  }

  private byte[] context() {
    return context(number, atNanos, kind, reference, previousHash);
  }

  private static byte[] context(
      long number, long atNanos, String kind, String reference, byte[] previousHash) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("OBSCURA-LEDGER-v1");
      out.writeLong(number);
      out.writeLong(atNanos);
      out.writeUTF(kind);
      out.writeUTF(reference);
      out.writeInt(previousHash.length);
      out.write(previousHash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] hash(byte[] context, byte[] sealed) {
    byte[] all = Arrays.copyOf(context, context.length + sealed.length);
    System.arraycopy(sealed, 0, all, context.length, sealed.length);
    return JournalCipher.sha256(all);
  }
}
