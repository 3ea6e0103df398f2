package obscura.settlement.swap.store;

import obscura.settlement.jdbc.Database;

/** A small pool of connections with the tables of swaps in place. For several threads. */
public final class SwapDatabase implements AutoCloseable {
  private static final Database.Tables TABLES =
      new Database.Tables("swaps", "classpath:obscura/settlement/swap/db", "swap_history", 2);

  private final Database database;

  private SwapDatabase(Database database) {
    this.database = database;
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:postgresql:...}
   * @throws SwapStoreException if it cannot be opened
   */
  public static SwapDatabase open(String jdbcUrl, String user, String password) {
    return new SwapDatabase(
        Database.open(
            new Database.Place(jdbcUrl, user, password), TABLES, SwapStoreException::new));
  }

  /**
   * Runs in one transaction; rolls back if it throws.
   *
   * @throws SwapStoreException if the database refuses
   */
  public <T> T transaction(Database.Work<T> work) {
    return database.transaction(work);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    database.close();
  }
}
