package obscura.desk.fix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it arrived.
 *
 * @param possDup PossDupFlag(43): the venue sends it again after a gap
 * @param at when this client had read it
 * @param raw the received characters, fields separated by SOH
 */
public record Wire(String msgType, int seqNum, boolean possDup, Instant at, String raw) {
  private static final char SOH = '\u0001';

  /** The first field with this tag, or null. Inside groups too. */
  public @Nullable String field(int tag) {
    String name = SOH + Integer.toString(tag) + '=';
    int start = raw.indexOf(name);
    if (start < 0) {
      return null;
    }
    int end = raw.indexOf(SOH, start + name.length());
    return raw.substring(start + name.length(), end < 0 ? raw.length() : end);
  }

  /** The message on one line, fields separated by a bar. */
  @Override
  public String toString() {
    return raw.replace(SOH, '|');
  }
}
