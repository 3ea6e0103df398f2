package obscura.dropcopy.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A small pool of connections to the store, with its tables in place. For several threads. */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 3;
  private static final String LOCATION = "classpath:obscura/dropcopy/db/";

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  static Database forWriting(StoreConfig config) {
    Database database = new Database(pool(config, config.writingUrl(), false));
    try {
      database.migrate(config);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw new DropCopyException("cannot prepare the tables of " + config, e);
    }
  }

  static Database forReading(StoreConfig config) {
    return new Database(pool(config, config.readingUrl(), true));
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
      throw new DropCopyException("the database refused: SQL state " + e.getSQLState(), e);
    }
  }

  /** Runs in one transaction that sees one state of the store, however long it takes. */
  <T> T snapshot(Work<T> work) {
    return transaction(connection -> {
      int before = connection.getTransactionIsolation();
      // H2 takes one snapshot of all tables only at this level; PostgreSQL at this one too.
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
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

  private void migrate(StoreConfig config) {
    Flyway.configure()
        .dataSource(pool)
        .table("drop_copy_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations(LOCATION + "common", LOCATION + (config.isH2() ? "h2" : "postgresql"))
        .load()
        .migrate();
  }

  private static HikariDataSource pool(StoreConfig config, String url, boolean readOnly) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("drop-copy");
    hikari.setJdbcUrl(url);
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setAutoCommit(false);
    hikari.setReadOnly(readOnly);
    hikari.setMaximumPoolSize(CONNECTIONS_MAX);
    hikari.setMinimumIdle(1);
    try {
      return new HikariDataSource(hikari);
    } catch (RuntimeException e) {
      throw new DropCopyException("cannot open " + config, e);
    }
  }

  /** Something done with a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
