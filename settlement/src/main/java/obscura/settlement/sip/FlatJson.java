package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects whose members are texts and whole numbers: all that SIP's disclosures have. */
final class FlatJson {
  private static final int MAX_DIGITS = 20;
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** Quotes as JavaScript's {@code JSON.stringify} does. */
  static String quote(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int escape = c == '/' ? -1 : MEANT.indexOf(c);
      if (escape >= 0) {
        out.append('\\').append(ESCAPED.charAt(escape));
      } else if (c < ' ' || isLoneSurrogate(value, i)) {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /**
   * Reads an object; values are {@link String} or {@link BigInteger}.
   *
   * @throws IllegalArgumentException if it is anything else; says where, not what
   */
  static Map<String, Object> parse(String text) {
    return new FlatJson(text).object();
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    do {
      String name = string();
      expect(':');
      Object value = peek() == '"' ? string() : number();
      if (members.put(name, value) != null) {
        throw wrong("a member comes twice");
      }
    } while (take(','));
    expect('}');
    if (peek() != 0) {
      throw wrong("something follows the object");
    }
    return members;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw wrong("a control character in a text");
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = next();
    if (c == 'u') {
      int end = at + 4;
      if (end > text.length()) {
        throw wrong("an escape is cut short");
      }
      char unit = (char) HexFormat.fromHexDigits(text, at, end);
      at = end;
      return unit;
    }
    int meant = ESCAPED.indexOf(c);
    if (meant < 0) {
      throw wrong("an unknown escape");
    }
    return MEANT.charAt(meant);
  }

  private BigInteger number() {
    skipBlanks();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > MAX_DIGITS || (at - start > 1 && text.charAt(start) == '0')) {
      throw wrong("neither a text nor a whole number of at most 20 digits");
    }
    return new BigInteger(text.substring(start, at));
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong("'" + c + "' is missing");
    }
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() {
    if (at == text.length()) {
      throw wrong("the text is cut short");
    }
    return text.charAt(at++);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static boolean isLoneSurrogate(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("JSON at position " + at + ": " + what);
  }
}
