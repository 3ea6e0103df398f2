package obscura.domain;

import java.util.regex.Pattern;

/**
 * An id that a counterparty chose: ClOrdID(11), QuoteReqID(131), QuoteID(117), QuoteRespID(693). 1
 * to 36 characters of {@code A-Z a-z 0-9 _ -} (rules of engagement 2).
 */
public record ClientId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,36}");

  public ClientId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("an id is 1 to 36 of A-Z, a-z, 0-9, _ and -");
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
