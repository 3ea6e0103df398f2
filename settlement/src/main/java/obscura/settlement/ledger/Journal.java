package obscura.settlement.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import obscura.settlement.core.JournalEntry;

/** The SQL of the journal. */
final class Journal {
  private static final int PAGE_ROWS = 500;
  private static final String HEAD = "SELECT entry_no, entry_hash FROM ledger_head WHERE id = 1";

  private Journal() {}

  /** Makes the head row if there is none. */
  static void ensureHead(Connection connection) throws SQLException {
    if (head(connection, HEAD).isEmpty()) {
      writeHead(
          connection,
          "INSERT INTO ledger_head (entry_no, entry_hash, id) VALUES (?, ?, 1)",
          JournalHead.START);
    }
  }

  static JournalHead head(Connection connection) throws SQLException {
    return head(connection, HEAD)
        .orElseThrow(() -> new LedgerException("the ledger has no head row"));
  }

  /** Reads and keeps others from appending until the transaction ends. */
  static JournalHead lockHead(Connection connection) throws SQLException {
    return head(connection, HEAD + " FOR UPDATE")
        .orElseThrow(() -> new LedgerException("the ledger has no head row"));
  }

  static void append(Connection connection, List<JournalRow> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ledger_entry (" + JournalRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (JournalRow row : rows) {
        row.bind(insert);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    writeHead(
        connection,
        "UPDATE ledger_head SET entry_no = ?, entry_hash = ? WHERE id = 1",
        rows.getLast().head());
  }

  static Optional<JournalRow> find(Connection connection, JournalEntry.Kind kind, String reference)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + JournalRow.COLUMNS
                + " FROM ledger_entry WHERE kind = ? AND reference = ?")) {
      select.setString(1, kind.name());
      select.setString(2, reference);
      return rows(select).stream().findFirst();
    }
  }

  /** Gives every row in order. */
  static void forEach(Connection connection, Consumer<JournalRow> each) throws SQLException {
    List<JournalRow> page = page(connection, Long.MIN_VALUE);
    while (!page.isEmpty()) {
      page.forEach(each);
      page = page(connection, page.getLast().number());
    }
  }

  private static List<JournalRow> page(Connection connection, long after) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + JournalRow.COLUMNS
                + " FROM ledger_entry WHERE entry_no > ? ORDER BY entry_no FETCH FIRST "
                + PAGE_ROWS
                + " ROWS ONLY")) {
      select.setLong(1, after);
      return rows(select);
    }
  }

  private static List<JournalRow> rows(PreparedStatement select) throws SQLException {
    try (ResultSet result = select.executeQuery()) {
      List<JournalRow> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(JournalRow.read(result));
      }
      return rows;
    }
  }

  private static Optional<JournalHead> head(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new JournalHead(row.getLong(1), row.getBytes(2)))
          : Optional.empty();
    }
  }

  private static void writeHead(Connection connection, String sql, JournalHead head)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, head.number());
      statement.setBytes(2, head.hash());
      statement.executeUpdate();
    }
  }
}
