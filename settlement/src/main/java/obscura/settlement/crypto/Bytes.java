package obscura.settlement.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, for public values: it prints itself. */
public final class Bytes {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** The parts one after another; copies. */
  public static Bytes of(byte[]... parts) {
    return new Bytes(org.bouncycastle.util.Arrays.concatenate(parts));
  }

  /** Zeros. */
  public static Bytes zeros(int length) {
    return new Bytes(new byte[length]);
  }

  /**
   * Reads hex digits, with or without 0x.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Bytes hex(String text) {
    return new Bytes(HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text));
  }

  /** A copy. */
  public byte[] array() {
    return value.clone();
  }

  /** How many. */
  public int length() {
    return value.length;
  }

  /**
   * This value, if it has the length.
   *
   * @throws IllegalArgumentException if it has another
   */
  public Bytes require(int length, String what) {
    if (value.length != length) {
      throw new IllegalArgumentException(what + " has " + length + " bytes, not " + value.length);
    }
    return this;
  }

  /** Hex digits after 0x. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes o && Arrays.equals(o.value, value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
