package obscura.settlement.service.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.port.WatchMarks;

/** The mark of one vault in the service's database. Any thread may read; one writes. */
public final class JdbcMarks implements WatchMarks {
  private final StoreDatabase database;
  private final String vault;

  /**
   * Names the vault.
   *
   * @param vault chain and address, so that another vault begins anew
   */
  public JdbcMarks(StoreDatabase database, String vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public Optional<Mark> last() {
    return database.transaction(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT block_no, block_hash FROM service_watch WHERE vault = ?")) {
        select.setString(1, vault);
        try (ResultSet row = select.executeQuery()) {
          return row.next()
              ? Optional.of(new Mark(row.getLong(1), Bytes.of(row.getBytes(2))))
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public void write(Mark mark) {
    database.transaction(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM service_watch WHERE vault = ?")) {
        delete.setString(1, vault);
        delete.executeUpdate();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO service_watch (vault, block_no, block_hash) VALUES (?, ?, ?)")) {
        insert.setString(1, vault);
        insert.setLong(2, mark.number());
        insert.setBytes(3, mark.hash().array());
        return insert.executeUpdate();
      }
    });
  }
}
