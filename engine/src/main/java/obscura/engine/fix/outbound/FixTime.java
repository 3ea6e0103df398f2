package obscura.engine.fix.outbound;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** UTCTimestamp and dates of FIX 4.4 (volume 1, data types). */
public final class FixTime {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuuMMdd-HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private FixTime() {}

  /** With milliseconds, as DIRECT sessions have them. */
  public static String format(Instant time) {
    return WRITTEN.format(time);
  }

  static String date(Instant time) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(time.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** Reads a time of any precision; empty if it is none. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, READ).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /** The end of that day in UTC; empty if it is no date. */
  public static Optional<Instant> endOfDate(String text) {
    try {
      LocalDate date = LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
      return Optional.of(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
