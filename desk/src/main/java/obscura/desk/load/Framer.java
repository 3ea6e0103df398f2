package obscura.desk.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into FIX messages by BodyLength(9). Trusts its counterparty's form. */
final class Framer {
  private static final int CAPACITY = 1 << 18;
  private static final int TRAILER = "10=000|".length();
  private static final byte SOH = 1;
  private byte[] buffer = new byte[CAPACITY];
  private int start;
  private int end;
  private long nanos;

  byte[] buffer() {
    return buffer;
  }

  int end() {
    return end;
  }

  /** How many bytes may be read now; at least half of the buffer. */
  int room() {
    if (buffer.length - end < CAPACITY / 2) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (buffer.length - end < CAPACITY / 2) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    return buffer.length - end;
  }

  void received(int count, long atNanos) {
    end += count;
    nanos = atNanos;
  }

  /** The next whole message, or null. */
  @Nullable RawMessage poll() {
    int length = messageLength();
    if (length < 0 || end - start < length) {
      return null;
    }
    byte[] message = Arrays.copyOfRange(buffer, start, start + length);
    start += length;
    if (start == end) {
      start = 0;
      end = 0;
    }
    return new RawMessage(message, nanos);
  }

  private int messageLength() {
    int lengthField = after(SOH, start) + 2;
    int bodyStart = after(SOH, lengthField);
    if (lengthField < 2 || bodyStart < 0) {
      return -1;
    }
    int body = 0;
    for (int i = lengthField; i < bodyStart - 1; i++) {
      body = body * 10 + (buffer[i] - '0');
    }
    return bodyStart - start + body + TRAILER;
  }

  private int after(byte wanted, int from) {
    for (int i = Math.max(from, start); i < end; i++) {
      if (buffer[i] == wanted) {
        return i + 1;
      }
    }
    return -1;
  }
}
