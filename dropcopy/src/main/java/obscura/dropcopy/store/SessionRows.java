package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.seal.KeySession;
import obscura.dropcopy.seal.WrappedSeed;

/** Key sessions as rows, one for each reader. */
final class SessionRows {
  private SessionRows() {}

  static void insert(Connection connection, KeySession session) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO drop_copy_key_session"
                + " (key_session, reader, scheme, encapsulation, wrapped_seed)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (WrappedSeed wrap : session.wraps()) {
        insert.setBytes(1, session.name().toArray());
        insert.setString(2, wrap.reader());
        insert.setString(3, wrap.scheme());
        insert.setBytes(4, wrap.encapsulation().toArray());
        insert.setBytes(5, wrap.ciphertext().toArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The wraps of a session; none if it is unknown. */
  static List<WrappedSeed> read(Connection connection, Bytes session) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT reader, scheme, encapsulation, wrapped_seed FROM drop_copy_key_session"
                + " WHERE key_session = ?")) {
      select.setBytes(1, session.toArray());
      try (ResultSet rows = select.executeQuery()) {
        List<WrappedSeed> wraps = new ArrayList<>();
        while (rows.next()) {
          wraps.add(
              new WrappedSeed(
                  rows.getString(1),
                  rows.getString(2),
                  Bytes.of(rows.getBytes(3)),
                  Bytes.of(rows.getBytes(4))));
        }
        return wraps;
      }
    }
  }
}
