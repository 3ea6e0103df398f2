package obscura.engine.sequencer.codec;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Appends primitive values to a growing buffer. Not for several threads. */
final class Writer {
  private static final int PAYLOAD_BITS = 7;
  private static final int PAYLOAD = 0x7f;
  private static final int MORE = 0x80;

  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
  private int position;

  void reset() {
    position = 0;
  }

  DirectBuffer buffer() {
    return buffer;
  }

  int length() {
    return position;
  }

  void writeByte(int value) {
    buffer.putByte(position++, (byte) value);
  }

  /** Zig-zag and 7 bits a byte: small numbers of either sign are short. */
  void writeLong(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~(long) PAYLOAD) != 0) {
      writeByte((int) (rest & PAYLOAD) | MORE);
      rest >>>= PAYLOAD_BITS;
    }
    writeByte((int) rest);
  }

  /** Eight bytes, for values that are not small. */
  void writeWord(long value) {
    buffer.putLong(position, value);
    position += Long.BYTES;
  }

  void writeBytes(byte[] bytes) {
    writeLong(bytes.length);
    buffer.putBytes(position, bytes);
    position += bytes.length;
  }

  void writeString(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
