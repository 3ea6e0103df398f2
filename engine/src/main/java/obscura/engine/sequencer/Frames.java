package obscura.engine.sequencer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What goes between the edge of a process and the replicated service: a byte that names the frame,
 * then its fields, little-endian as Agrona writes them.
 */
final class Frames {
  /** Edge to service: correlation, command. */
  static final byte COMMAND = 1;

  /** Edge to service: send events after the position. */
  static final byte SUBSCRIBE = 2;

  /** Edge to service: a consumer has finished up to the position. */
  static final byte PROGRESS = 3;

  /** Service to edge: the command with the correlation was carried out. */
  static final byte APPLIED = 4;

  /** Service to edge: a part of an event. */
  static final byte EVENT = 5;

  /** Service to edge: the last event, and where each consumer had got to. */
  static final byte WELCOME = 6;

  /** Position, total length, offset, then the bytes. */
  static final int EVENT_HEADER = 1 + Long.BYTES + Integer.BYTES + Integer.BYTES;

  /** Longest part of an event in one frame. */
  static final int PART_MAX = 32 * 1024;

  private static final int AFTER_KIND = 1;

  private Frames() {}

  static int putLong(MutableDirectBuffer out, byte kind, long value) {
    out.putByte(0, kind);
    out.putLong(AFTER_KIND, value);
    return AFTER_KIND + Long.BYTES;
  }

  static long getLong(DirectBuffer in, int offset) {
    return in.getLong(offset + AFTER_KIND);
  }

  static int putCommand(MutableDirectBuffer out, long correlation, byte[] command) {
    int header = putLong(out, COMMAND, correlation);
    out.putBytes(header, command);
    return header + command.length;
  }

  static int putProgress(MutableDirectBuffer out, String consumer, long position) {
    int header = putLong(out, PROGRESS, position);
    byte[] name = consumer.getBytes(StandardCharsets.UTF_8);
    out.putBytes(header, name);
    return header + name.length;
  }

  static String getConsumer(DirectBuffer in, int offset, int length) {
    byte[] name = new byte[length - AFTER_KIND - Long.BYTES];
    in.getBytes(offset + AFTER_KIND + Long.BYTES, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  static int putWelcome(MutableDirectBuffer out, long last, Map<String, Long> progress) {
    int at = putLong(out, WELCOME, last);
    out.putInt(at, progress.size());
    at += Integer.BYTES;
    for (Map.Entry<String, Long> entry : progress.entrySet()) {
      out.putLong(at, entry.getValue());
      at += Long.BYTES;
      at += out.putStringUtf8(at, entry.getKey());
    }
    return at;
  }

  static Map<String, Long> getWelcome(DirectBuffer in, int offset) {
    Map<String, Long> progress = new LinkedHashMap<>();
    int at = offset + AFTER_KIND + Long.BYTES;
    int count = in.getInt(at);
    at += Integer.BYTES;
    for (int i = 0; i < count; i++) {
      long position = in.getLong(at);
      at += Long.BYTES;
      String name = in.getStringUtf8(at);
      at += Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length;
      progress.put(name, position);
    }
    return progress;
  }
}
