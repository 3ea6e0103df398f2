package obscura.desk.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The fields of one message without header and trailer, in the order in which they are added. */
public final class Body {
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
  private final String type;
  private final StringBuilder fields = new StringBuilder(160);

  private Body(String type) {
    this.type = type;
  }

  /** Starts a message of this MsgType(35). */
  public static Body of(String type) {
    return new Body(type);
  }

  public Body with(int tag, String value) {
    fields.append(tag).append('=').append(value).append('\u0001');
    return this;
  }

  /** A UTC time with milliseconds. */
  public Body with(int tag, Instant time) {
    return with(tag, utc(time));
  }

  String type() {
    return type;
  }

  byte[] bytes() {
    return fields.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static String utc(Instant time) {
    return UTC.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }
}
