package obscura.desk.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One received FIX message.
 *
 * @param bytes the whole message, owned by the receiver
 * @param nanos {@link System#nanoTime} when its last byte had been read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost what is measured
public record RawMessage(byte[] bytes, long nanos) {
  private static final byte SOH = 1;

  /** The first field with this tag, or null. */
  public @Nullable String field(int tag) {
    int start = valueStart(tag);
    if (start < 0) {
      return null;
    }
    int end = start;
    while (end < bytes.length && bytes[end] != SOH) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }

  /** MsgType(35). */
  public String type() {
    return String.valueOf(field(35));
  }

  /** Whether MsgType(35) and one more field have these values. */
  public boolean is(String type, int tag, String value) {
    return type.equals(type()) && value.equals(field(tag));
  }

  private int valueStart(int tag) {
    byte[] name = (Integer.toString(tag) + "=").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + name.length < bytes.length; i++) {
      if ((i == 0 || bytes[i - 1] == SOH) && startsWith(i, name)) {
        return i + name.length;
      }
    }
    return -1;
  }

  private boolean startsWith(int offset, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[offset + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** The message on one line, fields separated by a bar. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.US_ASCII).replace((char) SOH, '|');
  }
}
