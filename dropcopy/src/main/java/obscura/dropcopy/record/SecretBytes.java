package obscura.dropcopy.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plaintext form of secret values, padded to whole blocks so that the length of a ciphertext
 * tells nothing of the digits of a price.
 */
public final class SecretBytes {
  /** The plaintext is a multiple of this many bytes. */
  public static final int BLOCK_BYTES = 256;

  private SecretBytes() {}

  public static byte[] encode(SortedMap<String, String> values) {
    byte[] plain = new CanonicalBytes().map(values).toArray();
    int blocks = (plain.length + BLOCK_BYTES - 1) / BLOCK_BYTES;
    return Arrays.copyOf(plain, blocks * BLOCK_BYTES);
  }

  /**
   * Inverse of {@link #encode}.
   *
   * @throws IllegalArgumentException if the bytes are of another form
   */
  public static SortedMap<String, String> decode(byte[] plain) {
    try {
      return entries(ByteBuffer.wrap(plain));
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("secret values are cut short", cut);
    }
  }

  private static SortedMap<String, String> entries(ByteBuffer in) {
    expect(in, 'M');
    int count = in.getInt();
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      values.put(text(in), text(in));
    }
    return values;
  }

  private static String text(ByteBuffer in) {
    expect(in, 'T');
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    in.get(value);
    return new String(value, StandardCharsets.UTF_8);
  }

  private static void expect(ByteBuffer in, char type) {
    if (in.get() != (byte) type) {
      throw new IllegalArgumentException("secret values are not of the expected form");
    }
  }
}
