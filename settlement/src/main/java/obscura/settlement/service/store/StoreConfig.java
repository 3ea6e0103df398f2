package obscura.settlement.service.store;

/**
 * Where the store is.
 *
 * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:postgresql:...}
 */
public record StoreConfig(String jdbcUrl, String user, String password) {
  /**
   * Checks the kind of database.
   *
   * @throws IllegalArgumentException for any other than H2 and PostgreSQL
   */
  public StoreConfig {
    if (!jdbcUrl.startsWith("jdbc:h2:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a store is jdbc:h2: or jdbc:postgresql:");
    }
  }

  /** Shows no password and no parameters of the address. */
  @Override
  public String toString() {
    return jdbcUrl.split("[;?]", 2)[0];
  }
}
