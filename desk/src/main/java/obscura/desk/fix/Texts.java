package obscura.desk.fix;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the code that leads Text(58) on DIRECT sessions (rules of engagement 1.0). */
final class Texts {
  private static final Pattern CODE = Pattern.compile("^(\\d{3})\\b.*");

  private Texts() {}

  static OptionalInt leadingNumber(@Nullable String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    Matcher code = CODE.matcher(text);
    return code.matches() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
  }
}
