package obscura.engine.fix.session;

import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;

/**
 * The FIX log. Of a message it writes type, number, PossDup, CompIDs and length, of a reject also
 * which field and why; of the engine's own remarks only those known to quote nothing. Everything
 * else is left out: what is not on the list here does not reach a log.
 *
 * <p>Messages go to {@code obscura.fix.messages} at DEBUG, remarks to {@code obscura.fix.session}.
 */
final class RedactedLog implements Log {
  static final Logger MESSAGES = LoggerFactory.getLogger("obscura.fix.messages");
  static final Logger SESSIONS = LoggerFactory.getLogger("obscura.fix.session");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,16}");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9]{1,3}");
  private static final int[] SHOWN = {34, 43, 49, 56};
  private static final int[] SHOWN_OF_REJECTS = {45, 371, 372, 373, 380};
  private static final List<Pattern> REMARKS =
      List.of(
          Pattern.compile("Received logon"),
          Pattern.compile("Responding to Logon request"),
          Pattern.compile("Logon contains ResetSeqNumFlag=Y, resetting sequence numbers to 1"),
          Pattern.compile("Session state is not current; resetting .{1,60}"),
          Pattern.compile("Received logout (request|response)"),
          Pattern.compile("Sent logout response"),
          Pattern.compile("Initiated logout request"),
          Pattern.compile("Sent test request TEST"),
          Pattern.compile("Sent ResendRequest FROM: \\d+ TO: (\\d+|infinity)"),
          Pattern.compile("ResendRequest for messages FROM \\d+ TO \\d+ has been satisfied\\."),
          Pattern.compile("Received SequenceReset FROM: \\d+ TO: \\d+"),
          Pattern.compile("Disconnecting: Timed out waiting for (heartbeat|logout response)"),
          Pattern.compile("Disconnecting: Received logout (request|response)"),
          Pattern.compile("Reject sent for message \\d+"));

  private final String compId;

  RedactedLog(String compId) {
    this.compId = compId;
  }

  @Override
  public void onIncoming(String message) {
    message("in", message);
  }

  @Override
  public void onOutgoing(String message) {
    message("out", message);
  }

  @Override
  public void onEvent(String text) {
    if (REMARKS.stream().anyMatch(remark -> remark.matcher(text).matches())) {
      SESSIONS.info("{} {}", compId, text);
    } else {
      SESSIONS.debug("{} (a remark that is not on the list)", compId);
    }
  }

  @Override
  public void onErrorEvent(String text) {
    onEvent(text);
  }

  @Override
  public void clear() {}

  private void message(String direction, String raw) {
    if (!MESSAGES.isDebugEnabled()) {
      return;
    }
    String type = word(raw, 35);
    StringBuilder line = new StringBuilder(direction).append(" 35=").append(type);
    append(line, raw, SHOWN);
    if (type.equals("3") || type.equals("j")) {
      append(line, raw, SHOWN_OF_REJECTS);
    }
    MESSAGES.debug("{} length={}", line, raw.length());
  }

  private static void append(StringBuilder line, String raw, int[] tags) {
    for (int tag : tags) {
      if (RawFix.field(raw, tag) != null) {
        line.append(' ').append(tag).append('=').append(word(raw, tag));
      }
    }
  }

  private static String word(String raw, int tag) {
    String value = RawFix.field(raw, tag);
    Pattern form = tag == 35 || tag == 372 ? TYPE : WORD;
    return value != null && form.matcher(value).matches() ? value : "?";
  }
}
