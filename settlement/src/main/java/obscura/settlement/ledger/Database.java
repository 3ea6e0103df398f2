package obscura.settlement.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A small pool of connections to the ledger, with its tables in place. For several threads. */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 3;
  private static final String LOCATION = "classpath:obscura/settlement/db";

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  static Database open(LedgerConfig config) {
    Database database = new Database(pool(config, config.durableUrl()));
    try {
      database.migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw new LedgerException("cannot prepare the tables of " + config, e);
    }
  }

  /** Runs in one transaction; rolls back if it throws. */
  <T> T transaction(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new LedgerException("the database refused: SQL state " + e.getSQLState(), e);
    }
  }

  /** Runs in one transaction that sees one state of the ledger, however long it takes. */
  <T> T snapshot(Work<T> work) {
    return transaction(connection -> {
      int before = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return work.run(connection);
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(before);
      }
    });
  }

  @Override
  public void close() {
    pool.close();
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(pool)
        .table("ledger_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations(LOCATION)
        .load()
        .migrate();
  }

  private static HikariDataSource pool(LedgerConfig config, String url) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("ledger");
    hikari.setJdbcUrl(url);
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setAutoCommit(false);
    hikari.setMaximumPoolSize(CONNECTIONS_MAX);
    hikari.setMinimumIdle(1);
    try {
      return new HikariDataSource(hikari);
    } catch (RuntimeException e) {
      throw new LedgerException("cannot open " + config, e);
    }
  }

  /** Something done with a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
