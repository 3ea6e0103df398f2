package obscura.dropcopy.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Writes values so that no two different sequences of values give the same bytes: every value
 * carries its type and, where it varies, its length. Not for several threads.
 */
public final class CanonicalBytes {
  private byte[] buffer = new byte[512];
  private int length;

  /**
   * Writes a text as UTF-8.
   *
   * @throws IllegalArgumentException if it is not {@link #isEncodable}
   */
  public CanonicalBytes text(String value) {
    if (!isEncodable(value)) {
      throw new IllegalArgumentException("a text holds no NUL and no unpaired surrogate");
    }
    return lengthPrefixed('T', value.getBytes(StandardCharsets.UTF_8));
  }

  public CanonicalBytes optional(Optional<String> value) {
    if (value.isEmpty()) {
      return mark('-');
    }
    return mark('+').text(value.get());
  }

  public CanonicalBytes number(long value) {
    return mark('N').raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  public CanonicalBytes bytes(Bytes value) {
    return lengthPrefixed('B', value.toArray());
  }

  /** Writes the entries in the order of the map. */
  public CanonicalBytes map(SortedMap<String, String> value) {
    mark('M').raw(ByteBuffer.allocate(Integer.BYTES).putInt(value.size()).array());
    for (Map.Entry<String, String> entry : value.entrySet()) {
      text(entry.getKey()).text(entry.getValue());
    }
    return this;
  }

  public byte[] toArray() {
    return Arrays.copyOf(buffer, length);
  }

  public Bytes sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(buffer, 0, length);
      return Bytes.of(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Whether both databases and UTF-8 keep the text as it is. */
  public static boolean isEncodable(String value) {
    return value
        .codePoints()
        .noneMatch(point ->
            point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  private CanonicalBytes lengthPrefixed(char type, byte[] value) {
    return mark(type)
        .raw(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array())
        .raw(value);
  }

  private CanonicalBytes mark(char type) {
    return raw(new byte[] {(byte) type});
  }

  private CanonicalBytes raw(byte[] value) {
    if (length + value.length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + value.length));
    }
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }
}
