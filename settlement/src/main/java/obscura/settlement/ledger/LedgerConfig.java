package obscura.settlement.ledger;

/**
 * Where the ledger is.
 *
 * @param jdbcUrl {@code jdbc:h2:file:...} or {@code jdbc:postgresql:...}
 */
public record LedgerConfig(String jdbcUrl, String user, String password) {
  /**
   * Checks the kind of database.
   *
   * @throws IllegalArgumentException for any other than H2 and PostgreSQL
   */
  public LedgerConfig {
    if (!jdbcUrl.startsWith("jdbc:h2:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a ledger is jdbc:h2: or jdbc:postgresql:");
    }
  }

  /** Shows no password and no parameters of the address. */
  @Override
  public String toString() {
    return jdbcUrl.split("[;?]", 2)[0];
  }
}
