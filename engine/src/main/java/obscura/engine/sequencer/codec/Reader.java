package obscura.engine.sequencer.codec;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads what {@link Writer} wrote. Not for several threads. */
final class Reader {
  private static final int PAYLOAD_BITS = 7;
  private static final int PAYLOAD = 0x7f;
  private static final int MORE = 0x80;

  private final DirectBuffer buffer;
  private final int end;
  private int position;

  /** Version of the schema that the bytes were written with. */
  private final int version;

  Reader(DirectBuffer buffer, int offset, int length) {
    this.buffer = buffer;
    this.position = offset;
    this.end = offset + length;
    this.version = (int) readLong();
  }

  int version() {
    return version;
  }

  int readByte() {
    if (position >= end) {
      throw new CodecException("the bytes end too early");
    }
    return buffer.getByte(position++) & 0xff;
  }

  long readLong() {
    long value = 0;
    int shift = 0;
    int next;
    do {
      if (shift >= Long.SIZE) {
        throw new CodecException("a number is too long");
      }
      next = readByte();
      value |= (long) (next & PAYLOAD) << shift;
      shift += PAYLOAD_BITS;
    } while ((next & MORE) != 0);
    return (value >>> 1) ^ -(value & 1);
  }

  int readCount() {
    long count = readLong();
    if (count < 0 || count > end - position) {
      throw new CodecException("a length does not fit the bytes: " + count);
    }
    return (int) count;
  }

  long readWord() {
    if (position + Long.BYTES > end) {
      throw new CodecException("the bytes end too early");
    }
    long value = buffer.getLong(position);
    position += Long.BYTES;
    return value;
  }

  byte[] readBytes() {
    byte[] bytes = new byte[readCount()];
    buffer.getBytes(position, bytes);
    position += bytes.length;
    return bytes;
  }

  String readString() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }
}
