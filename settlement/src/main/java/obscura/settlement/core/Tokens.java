package obscura.settlement.core;

import java.util.regex.Pattern;

/**
 * Token names: 1 to 16 of {@code A-Z 0-9}, as in a symbol; what a vault on a chain holds has
 * {@code @} and the vault's name after it ({@link VaultToken}).
 */
final class Tokens {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,16}(@[a-z0-9.]{1,40})?");

  private Tokens() {}

  static String checked(String token) {
    if (!FORM.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "a token is 1 to 16 of A-Z and 0-9, then perhaps @ and a vault");
    }
    return token;
  }
}
