package obscura.settlement.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/** A small pool of connections with its tables in place. For several threads. */
public final class Database implements AutoCloseable {
  private static final Pattern WRITE_DELAY = Pattern.compile("(?i);WRITE_DELAY=[^;]*");

  private final HikariDataSource pool;
  private final Failure failure;

  private Database(HikariDataSource pool, Failure failure) {
    this.pool = pool;
    this.failure = failure;
  }

  /**
   * What is kept in a database.
   *
   * @param name of the pool
   * @param location of the migrations, on the class path
   * @param history the table of migrations: others may lie in the same schema
   * @param connectionsMax 1 or more
   */
  public record Tables(String name, String location, String history, int connectionsMax) {}

  /**
   * Where it is.
   *
   * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:postgresql:...}
   */
  public record Place(String jdbcUrl, String user, String password) {
    /** Shows no password and no parameters of the address. */
    @Override
    public String toString() {
      return jdbcUrl.split("[;?]", 2)[0];
    }
  }

  /** The owner's own exception. */
  public interface Failure {
    /** Names no value of a row. */
    RuntimeException of(String message, Throwable cause);
  }

  /** Something done with a connection. */
  public interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @param failure what is thrown if it cannot be opened, or refuses later
   */
  public static Database open(Place place, Tables tables, Failure failure) {
    Database database = new Database(pool(place, tables, failure), failure);
    try {
      database.migrate(tables);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw failure.of("cannot prepare the tables of " + place, e);
    }
  }

  /** For H2 with a write delay of 0: without it, committed rows are lost when the process dies. */
  public static String durable(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:h2:")
        ? WRITE_DELAY.matcher(jdbcUrl).replaceAll("") + ";WRITE_DELAY=0"
        : jdbcUrl;
  }

  /** Runs in one transaction; rolls back if it throws. */
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
      throw failure.of("the database refused: SQL state " + e.getSQLState(), e);
    }
  }

  /** Runs in one transaction that sees one state of the tables, however long it takes. */
  public <T> T snapshot(Work<T> work) {
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

  /** Ends all connections. */
  @Override
  public void close() {
    pool.close();
  }

  private void migrate(Tables tables) {
    Flyway.configure()
        .dataSource(pool)
        .table(tables.history())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations(tables.location())
        .load()
        .migrate();
  }

  private static HikariDataSource pool(Place place, Tables tables, Failure failure) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(tables.name());
    hikari.setJdbcUrl(durable(place.jdbcUrl()));
    hikari.setUsername(place.user());
    hikari.setPassword(place.password());
    hikari.setAutoCommit(false);
    hikari.setMaximumPoolSize(tables.connectionsMax());
    hikari.setMinimumIdle(1);
    try {
      return new HikariDataSource(hikari);
    } catch (RuntimeException e) {
      throw failure.of("cannot open " + place, e);
    }
  }
}
