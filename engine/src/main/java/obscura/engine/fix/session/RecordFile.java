package obscura.engine.fix.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of records: length, CRC-32C, type, body. A record that was cut off by a crash
 * or a full disk is removed; damage before the end is reported, never skipped. Not thread-safe.
 */
final class RecordFile implements Closeable {
  /** Receives what {@link #scan} finds. */
  interface Visitor {
    void record(byte type, ByteBuffer body, long offset) throws IOException;
  }

  static final int BODY_BYTES_MAX = 1 << 20;
  private static final int HEADER_BYTES = 8;
  private static final int RECORD_BYTES_MAX = HEADER_BYTES + 1 + BODY_BYTES_MAX;

  private final FileChannel channel;
  private final boolean syncEach;
  private long end;

  RecordFile(FileChannel channel, boolean syncEach) {
    this.channel = channel;
    this.syncEach = syncEach;
  }

  /** Reads every record and cuts off a torn last one. */
  void scan(Visitor visitor) throws IOException {
    end = 0;
    long size = channel.size();
    ByteBuffer record;
    while (end < size && (record = valid(end, size)) != null) {
      long offset = end;
      end += HEADER_BYTES + record.remaining();
      visitor.record(record.get(), record.slice(), offset);
    }
    if (end < size) {
      refuseDamageBeforeTheEnd(size);
      channel.truncate(end);
    }
  }

  /** Appends a record and returns its offset; after a failure the file is as before. */
  long append(byte type, ByteBuffer body) throws IOException {
    if (body.remaining() > BODY_BYTES_MAX) {
      throw new IOException("record of " + body.remaining() + " bytes; at most " + BODY_BYTES_MAX);
    }
    ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + 1 + body.remaining());
    record.putInt(1 + body.remaining()).putInt(0).put(type).put(body).flip();
    record.putInt(4, checksum(record.slice(HEADER_BYTES, record.limit() - HEADER_BYTES)));
    long offset = end;
    try {
      long position = offset;
      while (record.hasRemaining()) {
        position += channel.write(record, position);
      }
      if (syncEach) {
        channel.force(false);
      }
    } catch (IOException e) {
      channel.truncate(offset);
      throw e;
    }
    end = offset + record.limit();
    return offset;
  }

  /** Body of the record at an offset. */
  ByteBuffer read(long offset) throws IOException {
    ByteBuffer record = valid(offset, channel.size());
    if (record == null) {
      throw new StoreCorruptedException("record at " + offset + " does not match its checksum");
    }
    return record.position(1).slice();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void refuseDamageBeforeTheEnd(long size) throws IOException {
    long left = size - end;
    if (left > RECORD_BYTES_MAX || laterRecordExists(size)) {
      throw new StoreCorruptedException(
          "record at " + end + " is damaged and " + left + " bytes follow");
    }
  }

  private boolean laterRecordExists(long size) throws IOException {
    for (long offset = end + 1; offset < size - HEADER_BYTES; offset++) {
      if (valid(offset, size) != null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ByteBuffer valid(long offset, long size) throws IOException {
    if (size - offset < HEADER_BYTES + 1) {
      return null;
    }
    ByteBuffer header = fill(ByteBuffer.allocate(HEADER_BYTES), offset);
    int length = header.getInt();
    int checksum = header.getInt();
    if (length < 1 || length > BODY_BYTES_MAX + 1 || offset + HEADER_BYTES + length > size) {
      return null;
    }
    ByteBuffer record = fill(ByteBuffer.allocate(length), offset + HEADER_BYTES);
    return checksum(record.duplicate()) == checksum ? record : null;
  }

  private ByteBuffer fill(ByteBuffer buffer, long offset) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new StoreCorruptedException("file ends inside the record at " + offset);
      }
    }
    return buffer.flip();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
