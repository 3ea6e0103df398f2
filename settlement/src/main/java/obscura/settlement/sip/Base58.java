package obscura.settlement.sip;

import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;

/** Base58 with Bitcoin's alphabet, as Solana writes keys; for public values only. */
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(ALPHABET.length());
  private static final int MAX_DIGITS = 128;

  private Base58() {}

  /** Writes bytes; each leading zero byte is a leading {@code 1}. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] step = rest.divideAndRemainder(RADIX);
      text.append(ALPHABET.charAt(step[1].intValue()));
      rest = step[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      text.append(ALPHABET.charAt(0));
    }
    return text.reverse().toString();
  }

  /**
   * Reads at most 128 digits.
   *
   * @throws IllegalArgumentException if it is longer, or has another character
   */
  public static byte[] decode(String text) {
    return decode(text, MAX_DIGITS);
  }

  /**
   * Reads at most so many digits; the time grows with their square.
   *
   * @throws IllegalArgumentException if it is longer, or has another character
   */
  public static byte[] decode(String text, int digitsMax) {
    if (text.length() > digitsMax) {
      throw new IllegalArgumentException("more than " + digitsMax + " digits of base58");
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("no digit of base58 at position " + i);
      }
      value = value.multiply(RADIX).add(BigInteger.valueOf(digit));
    }
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == ALPHABET.charAt(0)) {
      zeros++;
    }
    byte[] bytes = value.signum() == 0 ? new byte[0] : BigIntegers.asUnsignedByteArray(value);
    byte[] padded = new byte[zeros + bytes.length];
    System.arraycopy(bytes, 0, padded, zeros, bytes.length);
    return padded;
  }
}
