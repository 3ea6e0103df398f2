package obscura.settlement.service.store;

import java.util.regex.Pattern;

/**
 * Where the store is.
 *
 * @param jdbcUrl {@code jdbc:h2:...} or {@code jdbc:postgresql:...}
 */
public record StoreConfig(String jdbcUrl, String user, String password) {
  private static final Pattern WRITE_DELAY = Pattern.compile("(?i);WRITE_DELAY=[^;]*");

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

  /** For H2 with a write delay of 0: without it, committed rows are lost when the process dies. */
  String durableUrl() {
    return jdbcUrl.startsWith("jdbc:h2:")
        ? WRITE_DELAY.matcher(jdbcUrl).replaceAll("") + ";WRITE_DELAY=0"
        : jdbcUrl;
  }

  /** Shows no password and no parameters of the address. */
  @Override
  public String toString() {
    return jdbcUrl.split("[;?]", 2)[0];
  }
}
