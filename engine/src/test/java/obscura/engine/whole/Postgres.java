package obscura.engine.whole;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server with a database for the drop copy and one for the ledger. */
final class Postgres implements AutoCloseable {
  static final String USER = "postgres";

  private final EmbeddedPostgres server;

  Postgres() throws IOException, SQLException {
    server = start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE dropcopy");
      statement.execute("CREATE DATABASE ledger");
    }
  }

  private static EmbeddedPostgres start() throws IOException {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException | IllegalStateException e) {
      Assumptions.abort("SKIPPED: PostgreSQL does not start on this machine: " + e);
      throw e;
    }
  }

  String url(String database) {
    return server.getJdbcUrl(USER, database);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
