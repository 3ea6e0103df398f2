package obscura.domain;

import java.util.regex.Pattern;

/** A legal entity behind one or more participants: 1 to 32 characters of {@code A-Z 0-9 -}. */
public record FirmId(String value) implements Comparable<FirmId> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{1,32}");

  public FirmId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a firm id is 1 to 32 of A-Z, 0-9 and -: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(FirmId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
