package obscura.dropcopy.store;

import java.sql.SQLException;
import java.util.List;
import obscura.dropcopy.Postgres;

/** The contract on PostgreSQL. */
class PostgresDropCopyTest extends DropCopyContract {
  @Override
  StoreConfig newStore() throws SQLException {
    return Postgres.newDatabase();
  }

  @Override
  List<String> disarm() {
    return List.of(
        "ALTER TABLE drop_copy_record DISABLE TRIGGER ALL",
        "ALTER TABLE drop_copy_key_session DISABLE TRIGGER ALL");
  }
}
