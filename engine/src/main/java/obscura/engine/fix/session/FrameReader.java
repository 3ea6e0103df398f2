package obscura.engine.fix.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into FIX messages. What is declared too long, and garbage without end, closes
 * the connection before it is read; a message whose length does not lead to a checksum field is
 * skipped (garbled, not consumed). Not thread-safe.
 */
final class FrameReader {
  /** The stream cannot go on. */
  static final class BrokenStreamException extends IOException {
    BrokenStreamException(String message) {
      super(message);
    }
  }

  static final int BODY_LENGTH_MAX = 65_536;
  private static final int GARBAGE_MAX = 4_096;
  private static final int TRAILER_BYTES = 7;
  private static final int LENGTH_DIGITS_MAX = 9;
  private static final byte SOH = 1;
  private static final int MORE = -1;

  private final InputStream in;
  private byte[] bytes = new byte[8_192];
  private int start;
  private int end;
  private int garbage;

  FrameReader(InputStream in) {
    this.in = in;
  }

  /** The next message, or null at the end of the stream. */
  @Nullable String next() throws IOException {
    while (true) {
      String frame = cut();
      if (frame != null) {
        return frame;
      }
      if (!fill()) {
        return null;
      }
    }
  }

  private @Nullable String cut() throws BrokenStreamException {
    while (true) {
      int header = findHeader();
      if (header == MORE) {
        return null;
      }
      start = header;
      int lengthAt = lengthAt(header);
      int bodyAt = indexOf(SOH, lengthAt);
      if (bodyAt == MORE && end - lengthAt <= LENGTH_DIGITS_MAX) {
        return null;
      }
      int length = bodyAt == MORE ? MORE : digits(lengthAt, bodyAt);
      if (length == MORE) {
        start = lengthAt;
        continue;
      }
      if (length > BODY_LENGTH_MAX) {
        throw new BrokenStreamException("BodyLength " + length + " is over " + BODY_LENGTH_MAX);
      }
      int trailerAt = bodyAt + 1 + length;
      if (trailerAt + TRAILER_BYTES > end) {
        return null;
      }
      if (isTrailer(trailerAt)) {
        String frame = text(start, trailerAt + TRAILER_BYTES);
        start = trailerAt + TRAILER_BYTES;
        garbage = 0;
        return frame;
      }
      refuseGarbledLogon();
      start = trailerAt + 1;
    }
  }

  /** Position of {@code 8=FIX?.?.?|9=}, where a FIXT may stand for FIX. */
  private int findHeader() throws BrokenStreamException {
    for (; start < end; start++) {
      int match = matchHeader(start);
      if (match != 0) {
        return match > 0 ? start : MORE;
      }
      if (++garbage > GARBAGE_MAX) {
        throw new BrokenStreamException("no message in " + GARBAGE_MAX + " bytes");
      }
    }
    return MORE;
  }

  /** Length of the header at a position, 0 if there is none, negative if it may still come. */
  private int matchHeader(int at) {
    int standard = match(at, "8=FIX.?.?\u00019=");
    return standard != 0 ? standard : match(at, "8=FIXT.?.?\u00019=");
  }

  private int match(int at, String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (at + i >= end) {
        return MORE;
      }
      if (pattern.charAt(i) != '?' && pattern.charAt(i) != bytes[at + i]) {
        return 0;
      }
    }
    return pattern.length();
  }

  private int lengthAt(int header) {
    return header + matchHeader(header);
  }

  private int digits(int from, int to) {
    if (from == to || to - from > LENGTH_DIGITS_MAX) {
      return MORE;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return MORE;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private boolean isTrailer(int at) {
    return bytes[at - 1] == SOH && match(at, "10=???\u0001") > 0;
  }

  private void refuseGarbledLogon() throws BrokenStreamException {
    if (text(start, end).contains("\u000135=A\u0001")) {
      throw new BrokenStreamException("a Logon has a wrong BodyLength");
    }
  }

  private int indexOf(byte wanted, int from) {
    int to = Math.min(end, from + LENGTH_DIGITS_MAX + 1);
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return MORE;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, end, bytes.length - end);
    if (read < 0) {
      return false;
    }
    end += read;
    return true;
  }
}
