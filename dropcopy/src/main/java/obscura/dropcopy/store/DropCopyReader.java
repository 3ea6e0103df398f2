package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.seal.WrappedSeed;

/**
 * The reading end of the drop copy; works with the engine down. Records come in the order of the
 * chain, in pages, so that any number of them fits. For several threads.
 */
public final class DropCopyReader implements RecordSource, AutoCloseable {
  private static final int PAGE_ROWS = 500;

  private final Database database;
  private final boolean owner;

  DropCopyReader(Database database, boolean owner) {
    this.database = database;
    this.owner = owner;
  }

  /**
   * Opens without any right to write. An H2 file must not be open elsewhere.
   *
   * @throws DropCopyException if the database cannot be opened
   */
  public static DropCopyReader open(StoreConfig config) {
    return new DropCopyReader(Database.forReading(config), true);
  }

  @Override
  public ChainHead head() {
    return database.transaction(HeadRow::read);
  }

  @Override
  public void forEach(RecordQuery query, Consumer<StoredRecord> each) {
    database.snapshot(connection -> {
      walk(connection, query, each);
      return true;
    });
  }

  @Override
  public ChainHead walk(Consumer<StoredRecord> each) {
    return database.snapshot(connection -> {
      ChainHead head = HeadRow.read(connection);
      walk(connection, RecordQuery.all(), each);
      return head;
    });
  }

  @Override
  public List<WrappedSeed> session(Bytes name) {
    return database.transaction(connection -> SessionRows.read(connection, name));
  }

  @Override
  public void close() {
    if (owner) {
      database.close();
    }
  }

  private static void walk(Connection connection, RecordQuery query, Consumer<StoredRecord> each)
      throws SQLException {
    long before = Long.MIN_VALUE;
    long last = page(connection, query, before, each);
    while (last > before) {
      before = last;
      last = page(connection, query, before, each);
    }
  }

  /**
   * Gives the next page and returns the number of its last record, {@code after} if it is empty.
   */
  private static long page(
      Connection connection, RecordQuery query, long after, Consumer<StoredRecord> each)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql(query))) {
      select.setLong(1, after);
      int parameter = 2;
      for (RecordQuery.Condition condition : query.conditions()) {
        select.setObject(parameter++, condition.value());
      }
      return read(select, after, each);
    }
  }

  private static String sql(RecordQuery query) {
    StringBuilder sql = new StringBuilder("SELECT ").append(RecordRows.COLUMNS);
    sql.append(" FROM drop_copy_record WHERE record_no > ?");
    query.conditions().forEach(condition -> sql.append(" AND ").append(condition.sql()));
    sql.append(" ORDER BY record_no FETCH FIRST ").append(PAGE_ROWS).append(" ROWS ONLY");
    return sql.toString();
  }

  private static long read(PreparedStatement select, long after, Consumer<StoredRecord> each)
      throws SQLException {
    long last = after;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        StoredRecord stored = RecordRows.read(rows);
        each.accept(stored);
        last = stored.number();
      }
    }
    return last;
  }
}
