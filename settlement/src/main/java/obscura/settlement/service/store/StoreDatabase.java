package obscura.settlement.service.store;

import obscura.settlement.jdbc.Database;

/** A small pool of connections with the service's tables in place. For several threads. */
public final class StoreDatabase implements AutoCloseable {
  private static final Database.Tables TABLES =
      new Database.Tables(
          "settlement", "classpath:obscura/settlement/service/db", "service_history", 3);

  private final Database database;

  private StoreDatabase(Database database) {
    this.database = database;
  }

  /**
   * Opens it and brings its tables up to date.
   *
   * @throws StoreException if it cannot be opened
   */
  public static StoreDatabase open(StoreConfig config) {
    Database.Place place = new Database.Place(config.jdbcUrl(), config.user(), config.password());
    return new StoreDatabase(Database.open(place, TABLES, StoreException::new));
  }

  /**
   * Runs in one transaction; rolls back if it throws.
   *
   * @throws StoreException if the database refuses
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
