package obscura.engine.adapter.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * Which notes there are, which their owners permitted, and which a batch holds; durable. A note is
 * PROMISED while the batch that makes it is under way, KNOWN until its owner permits it, then FREE,
 * HELD by a batch, and SPENT. Any thread.
 */
final class SharedBook {
  private final StoreDatabase database;
  private final StoreKey key;

  SharedBook(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /** A note that is on the chain, or will be; one that is known stays as it is. */
  void learn(SharedNote note) {
    database.transaction(connection -> insert(new Sql(connection), note, "KNOWN", null));
  }

  /** A batch will make these notes, and none that it would have made before. */
  void promise(long batch, List<SharedNote> notes) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_note WHERE state = 'PROMISED' AND held_by = ?", batch);
      int inserted = 0;
      for (SharedNote note : notes) {
        inserted += insert(sql, note, "PROMISED", batch);
      }
      return inserted;
    });
  }

  private int insert(Sql sql, SharedNote note, String state, @Nullable Long batch)
      throws SQLException {
    byte[] id = note.key().array();
    if (!sql.rows(row -> row.getLong(1), "SELECT note_no FROM shared_note WHERE note_key = ?", id)
        .isEmpty()) {
      return 0;
    }
    String insert =
        "INSERT INTO shared_note (note_key, owner_tag, sealed, state, held_by)"
            + " VALUES (?, ?, ?, '"
            + state
            + "', "
            + (batch == null ? "NULL" : Long.toString(batch))
            + ")";
    return sql.update(insert, id, tag(note.owner(), note.note().token()), sealed(note));
  }

  /** A note that is on the chain. */
  Optional<SharedNote> find(Note note) {
    byte[] id = SharedNote.key(note).array();
    return database
        .transaction(connection ->
            new Sql(connection)
                .rows(
                    this::note,
                    "SELECT note_key, sealed FROM shared_note"
                        + " WHERE note_key = ? AND state <> 'PROMISED'",
                    id))
        .stream()
        .findFirst();
  }

  /** The note may be spent from now on, or for longer; one that is spent stays so. */
  void permit(SharedNote note) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update(
          "UPDATE shared_note SET state = 'FREE' WHERE note_key = ? AND state = 'KNOWN'",
          note.key().array());
      return sql.update(
          "UPDATE shared_note SET sealed = ? WHERE note_key = ?", sealed(note), note.key().array());
    });
  }

  /** Permitted notes that no batch holds but perhaps this one, oldest first. */
  List<SharedNote> available(String owner, Bytes token, long batch) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                this::note,
                "SELECT note_key, sealed FROM shared_note WHERE owner_tag = ?"
                    + " AND (state = 'FREE' OR (state = 'HELD' AND held_by = ?))"
                    + " ORDER BY note_no",
                tag(owner, token),
                batch));
  }

  /** Permitted notes that no batch holds, oldest first. */
  List<SharedNote> free(String owner, Bytes token) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                this::note,
                "SELECT note_key, sealed FROM shared_note WHERE owner_tag = ? AND state = 'FREE'"
                    + " ORDER BY note_no",
                tag(owner, token)));
  }

  /** A note, and in which state it is. */
  record Kept(SharedNote note, String state) {}

  /** All notes of an owner, oldest first; also those that are spent, and none that is promised. */
  List<Kept> all(String owner, Bytes token) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                row -> new Kept(note(row), row.getString(3)),
                "SELECT note_key, sealed, state FROM shared_note WHERE owner_tag = ?"
                    + " AND state <> 'PROMISED' ORDER BY note_no",
                tag(owner, token)));
  }

  /** A batch holds these notes, and none that it held or would have made before. */
  void hold(long batch, List<SharedNote> notes) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_note WHERE state = 'PROMISED' AND held_by = ?", batch);
      freed(sql, batch);
      for (SharedNote note : notes) {
        int held =
            sql.update(
                "UPDATE shared_note SET state = 'HELD', held_by = ?"
                    + " WHERE note_key = ? AND state = 'FREE'",
                batch,
                note.key().array());
        if (held != 1) {
          throw new IllegalStateException("a note is not free any more");
        }
      }
      return notes.size();
    });
  }

  /** Whether a batch holds notes: then two parties may have signed it. */
  boolean isHolding(long batch) {
    return database.transaction(connection ->
        !new Sql(connection)
            .rows(
                row -> row.getLong(1),
                "SELECT note_no FROM shared_note WHERE held_by = ? AND state = 'HELD'",
                batch)
            .isEmpty());
  }

  /** What the batch held is spent, what it made is there. */
  void settled(long batch) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update(
          "UPDATE shared_note SET state = 'SPENT', held_by = NULL"
              + " WHERE held_by = ? AND state = 'HELD'",
          batch);
      return sql.update(
          "UPDATE shared_note SET state = 'KNOWN', held_by = NULL"
              + " WHERE held_by = ? AND state = 'PROMISED'",
          batch);
    });
  }

  /** What the batch held is free, what it would have made will not be. */
  void release(long batch) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_note WHERE state = 'PROMISED' AND held_by = ?", batch);
      return freed(sql, batch);
    });
  }

  private static int freed(Sql sql, long batch) throws SQLException {
    return sql.update(
        "UPDATE shared_note SET state = 'FREE', held_by = NULL"
            + " WHERE held_by = ? AND state = 'HELD'",
        batch);
  }

  private SharedNote note(ResultSet row) throws SQLException {
    return SharedBytes.read(key.open(row.getBytes(2), row.getBytes(1)), SharedBytes::note);
  }

  private byte[] sealed(SharedNote note) {
    return key.seal(SharedBytes.written(out -> SharedBytes.write(note, out)), note.key().array());
  }

  private byte[] tag(String owner, Bytes token) {
    return key.tag("note of " + owner + " " + token);
  }
}
