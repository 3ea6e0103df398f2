package obscura.domain;

import java.util.Locale;
import java.util.Optional;

/** A letter and a number in base 36, upper case: the written form of the venue's own ids. */
final class Base36 {
  private static final int RADIX = 36;

  private Base36() {}

  static String format(char kind, long value) {
    return kind + Long.toString(value, RADIX).toUpperCase(Locale.ROOT);
  }

  static Optional<Long> parse(char kind, String text) {
    if (text.length() < 2 || text.charAt(0) != kind) {
      return Optional.empty();
    }
    try {
      long value = Long.parseLong(text.substring(1), RADIX);
      return format(kind, value).equals(text) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
