package obscura.mpc.api;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Name of a secret held by the three parties: 32 bytes, the SHA-256 of the record that brought it
 * in, or of the job that made it. A handle tells nothing about the value.
 *
 * @param a bytes 0 to 7, big-endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record Handle(long a, long b, long c, long d) {
  public static final int BYTES = 32;

  /** Reads 32 bytes. */
  public static Handle of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a handle has 32 bytes, not " + bytes.length);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Handle(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  /** The 32 bytes, a fresh array. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** 64 hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
