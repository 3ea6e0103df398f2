package obscura.settlement.ledger;

import java.sql.SQLException;

/** The contract on PostgreSQL. */
class PostgresLedgerTest extends LedgerContract {
  @Override
  LedgerConfig newLedger() throws SQLException {
    return Postgres.newDatabase();
  }
}
