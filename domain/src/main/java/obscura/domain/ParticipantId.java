package obscura.domain;

import java.util.regex.Pattern;

/**
 * A session's SenderCompID(49), issued at onboarding: 3 to 16 characters of {@code A-Z 0-9 -}
 * (rules of engagement 1.2).
 */
public record ParticipantId(String value) implements Comparable<ParticipantId> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{3,16}");

  public ParticipantId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a CompID is 3 to 16 of A-Z, 0-9 and -: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(ParticipantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
