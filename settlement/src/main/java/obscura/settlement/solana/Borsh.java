package obscura.settlement.solana;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * Bytes as Borsh and this program's digests have them: integers little-endian, fixed fields as they
 * are.
 */
final class Borsh {
  private static final int SCALAR_BYTES = 32;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Borsh u8(int value) {
    out.write(value);
    return this;
  }

  Borsh u32(int value) {
    return bytes(little(Integer.BYTES).putInt(value).array());
  }

  Borsh u64(long value) {
    return bytes(little(Long.BYTES).putLong(value).array());
  }

  Borsh bytes(byte[] value) {
    out.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  static byte[] ofU64(long value) {
    return new Borsh().u64(value).toBytes();
  }

  /** A scalar below 2^256, 32 bytes. */
  static byte[] scalar(BigInteger value) {
    return Arrays.reverse(BigIntegers.asUnsignedByteArray(SCALAR_BYTES, value));
  }

  /** A copy that is checked to have the length the format wants. */
  static byte[] fixed(byte[] value, int length, String what) {
    if (value.length != length) {
      throw new IllegalArgumentException(what + " has " + length + " bytes, not " + value.length);
    }
    return value.clone();
  }

  static ByteBuffer reader(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
