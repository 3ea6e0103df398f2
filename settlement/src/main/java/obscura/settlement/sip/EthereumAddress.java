package obscura.settlement.sip;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;

/** An address of an EVM chain: 20 bytes, written with the checksum of EIP-55. */
public final class EthereumAddress {
  /** Bytes of an address. */
  public static final int BYTES = 20;

  private static final String PREFIX = "0x";
  private static final int DIGITS = 2 * BYTES;

  private final byte[] value;

  private EthereumAddress(byte[] value) {
    this.value = value;
  }

  /**
   * The address of a public key: the last 20 bytes of Keccak-256 of x ‖ y.
   *
   * @throws IllegalArgumentException if it is no finite point of secp256k1
   */
  public static EthereumAddress of(Point publicKey) {
    byte[] hash = Hash.keccak256(Groups.secp256k1Coordinates(publicKey));
    return new EthereumAddress(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length));
  }

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if it has not 20 bytes
   */
  public static EthereumAddress of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + value.length);
    }
    return new EthereumAddress(value.clone());
  }

  /**
   * Reads 0x and 40 hex digits: all in one case, or with a right checksum.
   *
   * @throws IllegalArgumentException if it is of another form, or the checksum is wrong
   */
  public static EthereumAddress parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + DIGITS) {
      throw new IllegalArgumentException("an address is 0x and 40 hex digits");
    }
    String digits = text.substring(PREFIX.length());
    EthereumAddress address = new EthereumAddress(HexFormat.of().parseHex(digits));
    boolean oneCase =
        digits.equals(digits.toLowerCase(Locale.ROOT))
            || digits.equals(digits.toUpperCase(Locale.ROOT));
    if (!oneCase && !address.toString().equals(text)) {
      throw new IllegalArgumentException("the address has a wrong EIP-55 checksum");
    }
    return address;
  }

  /** The 20 bytes. */
  public byte[] bytes() {
    return value.clone();
  }

  /** With 0x and the checksum of EIP-55. */
  @Override
  public String toString() {
    String digits = HexFormat.of().formatHex(value);
    String hash = HexFormat.of().formatHex(Hash.keccak256(Hash.utf8(digits)));
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < DIGITS; i++) {
      char digit = digits.charAt(i);
      text.append(hash.charAt(i) >= '8' ? Character.toUpperCase(digit) : digit);
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EthereumAddress o && Arrays.equals(o.value, value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
