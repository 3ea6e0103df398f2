package obscura.dropcopy.record;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes with value equality: a hash, a ciphertext. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Copies. */
  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /** That many zero bytes, the hash before the first record. */
  public static Bytes zero(int length) {
    return new Bytes(new byte[length]);
  }

  /**
   * Reads the hex digits that {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is not hex
   */
  public static Bytes parse(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** A copy. */
  public byte[] toArray() {
    return value.clone();
  }

  public int length() {
    return value.length;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }
}
