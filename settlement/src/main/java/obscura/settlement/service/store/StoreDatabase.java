package obscura.settlement.service.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A small pool of connections with the service's tables in place. For several threads. */
public final class StoreDatabase implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 3;
  private static final String LOCATION = "classpath:obscura/settlement/service/db";

  private final HikariDataSource pool;

  private StoreDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @throws StoreException if it cannot be opened
   */
  public static StoreDatabase open(StoreConfig config) {
    StoreDatabase database = new StoreDatabase(pool(config));
    try {
      database.migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw new StoreException("cannot prepare the tables of " + config, e);
    }
  }

  /**
   * Runs in one transaction; rolls back if it throws.
   *
   * @throws StoreException if the database refuses
   */
  public <T> T transaction(Work<T> work) {
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
      throw new StoreException("the database refused: SQL state " + e.getSQLState(), e);
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    pool.close();
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(pool)
        .table("service_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations(LOCATION)
        .load()
        .migrate();
  }

  private static HikariDataSource pool(StoreConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("settlement");
    hikari.setJdbcUrl(config.durableUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setAutoCommit(false);
    hikari.setMaximumPoolSize(CONNECTIONS_MAX);
    hikari.setMinimumIdle(1);
    try {
      return new HikariDataSource(hikari);
    } catch (RuntimeException e) {
      throw new StoreException("cannot open " + config, e);
    }
  }

  /** Something done with a connection. */
  public interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }
}
