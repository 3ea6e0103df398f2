package obscura.engine.adapter.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * Which of the parties' handles has the keys of an owner's record: owners name their keys by the
 * record's digest. Durable. Any thread.
 */
final class NoteRecords {
  private static final int DIGEST = 32;

  private final StoreDatabase database;
  private final StoreKey key;

  NoteRecords(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /**
   * A record whose keys the parties hold.
   *
   * @param digest 32 bytes
   * @param count of its meta-addresses
   */
  record Known(Bytes digest, String owner, Handle keys, int count) {}

  /** Takes the place of what was known of the record: its keys may have been put in once more. */
  void put(Known known) {
    byte[] digest = known.digest().array();
    byte[] sealed = key.seal(SharedBytes.written(out -> write(known, out)), digest);
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_record WHERE digest = ?", digest);
      return sql.update(
          "INSERT INTO shared_record (digest, owner_tag, sealed) VALUES (?, ?, ?)",
          digest,
          tag(known.owner()),
          sealed);
    });
  }

  Optional<Known> find(Bytes digest) {
    return database
        .transaction(connection ->
            new Sql(connection)
                .rows(
                    this::known,
                    "SELECT digest, sealed FROM shared_record WHERE digest = ?",
                    digest.array()))
        .stream()
        .findFirst();
  }

  /** An owner's, oldest first. */
  List<Known> of(String owner) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                this::known,
                "SELECT digest, sealed FROM shared_record WHERE owner_tag = ? ORDER BY record_no",
                tag(owner)));
  }

  private Known known(ResultSet row) throws SQLException {
    byte[] digest = row.getBytes(1);
    return SharedBytes.read(
        key.open(row.getBytes(2), digest), in -> read(Bytes.of(digest).require(DIGEST, "it"), in));
  }

  private static void write(Known known, DataOutputStream out) throws IOException {
    out.writeUTF(known.owner());
    out.write(known.keys().bytes());
    out.writeInt(known.count());
  }

  private static Known read(Bytes digest, DataInputStream in) throws IOException {
    String owner = in.readUTF();
    Handle keys = Handle.of(in.readNBytes(Handle.BYTES));
    return new Known(digest, owner, keys, in.readInt());
  }

  private byte[] tag(String owner) {
    return key.tag("record of " + owner);
  }
}
