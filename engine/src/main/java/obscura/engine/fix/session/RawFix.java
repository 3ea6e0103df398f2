package obscura.engine.fix.session;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads and writes single fields of a FIX message as text, where no parsed message exists yet. */
final class RawFix {
  static final char SOH = '\u0001';
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss.SSS");
  private static final DateTimeFormatter ANY_PRECISION =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]");

  private RawFix() {}

  /** Value of the first field with this tag. */
  static @Nullable String field(String raw, int tag) {
    String start = tag + "=";
    int at = raw.startsWith(start) ? 0 : raw.indexOf(SOH + start) + 1;
    if (at == 0 && !raw.startsWith(start)) {
      return null;
    }
    int valueAt = at + start.length();
    int end = raw.indexOf(SOH, valueAt);
    return end < 0 ? null : raw.substring(valueAt, end);
  }

  /**
   * Value of the first field with this tag, or -1 if it is absent or not a number of 1-9 digits.
   */
  static int number(String raw, int tag) {
    String value = field(raw, tag);
    return value != null && value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
  }

  static boolean isAdministrative(String type) {
    return type.length() == 1 && "0A12345".contains(type);
  }

  /** A UTCTimestamp with milliseconds. */
  static String timestamp(Instant instant) {
    return MILLIS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** The instant of a UTCTimestamp, or null if it is none. */
  static @Nullable Instant instant(@Nullable String timestamp) {
    if (timestamp == null) {
      return null;
    }
    try {
      return LocalDateTime.parse(timestamp, ANY_PRECISION).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Puts BeginString, BodyLength and CheckSum around fields that are separated and ended by SOH.
   */
  static String frame(String fields) {
    String message = "8=FIX.4.4" + SOH + "9=" + fields.length() + SOH + fields;
    int sum = 0;
    for (int i = 0; i < message.length(); i++) {
      sum += message.charAt(i);
    }
    return message + "10=%03d".formatted(sum % 256) + SOH;
  }
}
