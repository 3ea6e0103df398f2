package obscura.dropcopy.store;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the store is.
 *
 * @param jdbcUrl {@code jdbc:h2:file:...} or {@code jdbc:postgresql:...}
 */
public record StoreConfig(String jdbcUrl, String user, String password) {
  private static final Pattern WRITE_DELAY = Pattern.compile("(?i);WRITE_DELAY=[^;]*");
  private static final Pattern ACCESS_MODE = Pattern.compile("(?i);ACCESS_MODE_DATA=[^;]*");

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

  boolean isH2() {
    return jdbcUrl.startsWith("jdbc:h2:");
  }

  /** For H2 with a write delay of 0: without it, committed rows are lost when the process dies. */
  String writingUrl() {
    return isH2() ? h2Url() + ";WRITE_DELAY=0" : jdbcUrl;
  }

  /** For H2 without any access for writing, so that a check cannot change the evidence. */
  String readingUrl() {
    return isH2() ? h2Url() + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE" : jdbcUrl;
  }

  private String h2Url() {
    String plain = WRITE_DELAY.matcher(jdbcUrl).replaceAll("");
    return ACCESS_MODE.matcher(plain).replaceAll("");
  }

  /** Shows no password and no parameters of the address. */
  @Override
  public String toString() {
    int end = jdbcUrl.split("[;?]", 2)[0].length();
    return jdbcUrl.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
