package obscura.settlement.swap.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A small pool of connections with the tables of swaps in place. For several threads. */
public final class SwapDatabase implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 2;
  private static final String LOCATION = "classpath:obscura/settlement/swap/db";

  private final HikariDataSource pool;

  private SwapDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:postgresql:...}; with H2, a write delay of 0
   *     is added: without it, committed rows are lost when the process dies
   * @throws SwapStoreException if it cannot be opened
   */
  public static SwapDatabase open(String jdbcUrl, String user, String password) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("swaps");
    hikari.setJdbcUrl(jdbcUrl.startsWith("jdbc:h2:") ? jdbcUrl + ";WRITE_DELAY=0" : jdbcUrl);
    hikari.setUsername(user);
    hikari.setPassword(password);
    hikari.setAutoCommit(false);
    hikari.setMaximumPoolSize(CONNECTIONS_MAX);
    hikari.setMinimumIdle(1);
    SwapDatabase database;
    try {
      database = new SwapDatabase(new HikariDataSource(hikari));
    } catch (RuntimeException e) {
      throw new SwapStoreException("cannot open the database of swaps", e);
    }
    try {
      database.migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw new SwapStoreException("cannot prepare the tables of swaps", e);
    }
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(pool)
        .table("swap_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations(LOCATION)
        .load()
        .migrate();
  }

  /**
   * Runs in one transaction; rolls back if it throws.
   *
   * @throws SwapStoreException if the database refuses
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
      throw new SwapStoreException("the database refused: SQL state " + e.getSQLState(), e);
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    pool.close();
  }

  /** Something done with a connection. */
  public interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }
}
