package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import obscura.dropcopy.record.Bytes;

/** The one row that says where the chain ends; the only row that is ever updated. */
final class HeadRow {
  private static final String SELECT =
      "SELECT record_no, event_position, record_hash FROM drop_copy_head WHERE id = 1";

  private HeadRow() {}

  /** Makes the row if there is none. */
  static void ensure(Connection connection) throws SQLException {
    if (read(connection, SELECT).isEmpty()) {
      write(
          connection,
          "INSERT INTO drop_copy_head (record_no, event_position, record_hash, id)"
              + " VALUES (?, ?, ?, 1)",
          ChainHead.START);
    }
  }

  static ChainHead read(Connection connection) throws SQLException {
    return present(read(connection, SELECT));
  }

  /** Reads and keeps others from appending until the transaction ends. */
  static ChainHead lock(Connection connection) throws SQLException {
    return present(read(connection, SELECT + " FOR UPDATE"));
  }

  static void update(Connection connection, ChainHead head) throws SQLException {
    write(
        connection,
        "UPDATE drop_copy_head SET record_no = ?, event_position = ?, record_hash = ?"
            + " WHERE id = 1",
        head);
  }

  private static Optional<ChainHead> read(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(new ChainHead(row.getLong(1), row.getLong(2), Bytes.of(row.getBytes(3))));
    }
  }

  private static ChainHead present(Optional<ChainHead> head) {
    return head.orElseThrow(() -> new DropCopyException("the store has no head row"));
  }

  private static void write(Connection connection, String sql, ChainHead head) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, head.number());
      statement.setLong(2, head.position());
      statement.setBytes(3, head.hash().toArray());
      statement.executeUpdate();
    }
  }
}
