package obscura.settlement.core;

import java.util.regex.Pattern;

/** Token names: 1 to 16 of {@code A-Z 0-9}, as in a symbol. */
final class Tokens {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,16}");

  private Tokens() {}

  static String checked(String token) {
    if (!FORM.matcher(token).matches()) {
      throw new IllegalArgumentException("a token is 1 to 16 of A-Z and 0-9");
    }
    return token;
  }
}
