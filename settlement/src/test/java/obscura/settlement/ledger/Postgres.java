package obscura.settlement.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** One PostgreSQL server for all tests of this JVM, a new database for each test. */
public final class Postgres {
  private static EmbeddedPostgres server;
  private static int databases;

  private Postgres() {}

  public static synchronized LedgerConfig newDatabase() throws SQLException {
    String name = "ledger_" + databases++;
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new LedgerConfig(server().getJdbcUrl("postgres", name), "postgres", "");
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException | IllegalStateException e) {
        Assumptions.abort("SKIPPED: PostgreSQL does not start on this machine: " + e);
      }
    }
    return server;
  }
}
