package obscura.engine.adapter.notes;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * The meta-addresses in the records of owners' keys, each for one trade; durable. A trade keeps its
 * own however often its notes are made anew, because one attempt at most gets to the chain. Any
 * thread.
 */
final class SharedPaths {
  /** Stands for all trades: a deposit's path is used up. */
  private static final long DEPOSIT = 0;

  private final StoreDatabase database;
  private final StoreKey key;

  SharedPaths(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /** A meta-address: the keys in whose record it stands, and its place there. */
  record Path(Handle keys, int index) {}

  private record Row(long number, Path path) {}

  /** Whether the paths of these keys are there. */
  boolean has(Handle keys) {
    return database.transaction(connection -> isThere(new Sql(connection), new Path(keys, 0)));
  }

  /** Adds the paths of admitted keys; those that are there stay as they are. */
  void add(String owner, Handle keys, int count) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      int added = 0;
      for (int index = 0; index < count; index++) {
        Path path = new Path(keys, index);
        if (!isThere(sql, path)) {
          added +=
              sql.update(
                  "INSERT INTO shared_path (path_key, owner_tag, sealed) VALUES (?, ?, ?)",
                  id(path),
                  tag(owner),
                  key.seal(bytes(path), id(path)));
        }
      }
      return added;
    });
  }

  private static boolean isThere(Sql sql, Path path) throws SQLException {
    return !sql.rows(
            row -> row.getLong(1), "SELECT path_no FROM shared_path WHERE path_key = ?", id(path))
        .isEmpty();
  }

  /** How many an owner has left. */
  int left(String owner) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                row -> row.getLong(1),
                "SELECT path_no FROM shared_path WHERE owner_tag = ? AND trade_id IS NULL",
                tag(owner))
            .size());
  }

  /** How many a trade has for an owner. */
  int of(long trade, String owner) {
    return database.transaction(connection ->
        new Sql(connection)
            .rows(
                row -> row.getLong(1),
                "SELECT path_no FROM shared_path WHERE owner_tag = ? AND trade_id = ?",
                tag(owner),
                trade)
            .size());
  }

  /** A deposit used it. */
  void use(Path path) {
    database.transaction(connection ->
        new Sql(connection)
            .update(
                "UPDATE shared_path SET trade_id = ? WHERE path_key = ? AND trade_id IS NULL",
                DEPOSIT,
                id(path)));
  }

  /** The paths of a trade for an owner, for good; empty if there are too few. */
  Optional<List<Path>> take(long trade, String owner, int count) {
    return database.transaction(connection -> {
      Sql sql = new Sql(connection);
      List<Row> rows =
          new ArrayList<>(
              sql.rows(
                  this::row,
                  "SELECT path_no, path_key, sealed FROM shared_path"
                      + " WHERE owner_tag = ? AND trade_id = ? ORDER BY path_no",
                  tag(owner),
                  trade));
      if (rows.size() < count) {
        rows.addAll(
            sql.rows(
                this::row,
                "SELECT path_no, path_key, sealed FROM shared_path WHERE owner_tag = ?"
                    + " AND trade_id IS NULL ORDER BY path_no FETCH FIRST "
                    + (count - rows.size())
                    + " ROWS ONLY",
                tag(owner)));
      }
      if (rows.size() < count) {
        return Optional.empty();
      }
      for (Row row : rows) {
        sql.update("UPDATE shared_path SET trade_id = ? WHERE path_no = ?", trade, row.number);
      }
      return Optional.of(rows.stream().map(Row::path).toList());
    });
  }

  private Row row(ResultSet row) throws SQLException {
    byte[] plain = key.open(row.getBytes(3), row.getBytes(2));
    ByteBuffer in = ByteBuffer.wrap(plain);
    byte[] keys = new byte[Handle.BYTES];
    in.get(keys);
    return new Row(row.getLong(1), new Path(Handle.of(keys), in.getInt()));
  }

  private static byte[] bytes(Path path) {
    return ByteBuffer.allocate(Handle.BYTES + Integer.BYTES)
        .put(path.keys().bytes())
        .putInt(path.index())
        .array();
  }

  private static byte[] id(Path path) {
    return Hash.sha256(bytes(path));
  }

  private byte[] tag(String owner) {
    return key.tag("path of " + owner);
  }
}
