package obscura.settlement.sip;

import java.util.HexFormat;
import obscura.settlement.crypto.Point;

/**
 * A stealth meta-address: what its owner publishes so that others can pay to one-time addresses.
 *
 * @param chain a chain of SIP, e.g. {@code ethereum}
 * @param spend public spend key
 * @param view public view key
 */
public record MetaAddress(String chain, Point spend, Point view) {
  private static final String PREFIX = "sip";
  private static final String HEX_PREFIX = "0x";
  private static final int PARTS = 4;

  /**
   * Checks that both keys are of the chain's curve.
   *
   * @throws IllegalArgumentException if not
   */
  public MetaAddress {
    StealthCurve curve = StealthCurve.of(chain);
    if (!spend.group().equals(curve.group()) || !view.group().equals(curve.group())) {
      throw new IllegalArgumentException("the keys are not of the curve of " + chain);
    }
  }

  /**
   * Reads {@code sip:<chain>:0x<spend>:0x<view>}.
   *
   * @throws IllegalArgumentException if it is of another form, or a key is no point of prime order
   */
  public static MetaAddress parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != PARTS || !parts[0].equals(PREFIX)) {
      throw new IllegalArgumentException("not of the form sip:<chain>:0x<spend>:0x<view>");
    }
    StealthCurve curve = StealthCurve.of(parts[1]);
    return new MetaAddress(parts[1], key(curve, parts[2]), key(curve, parts[3]));
  }

  /** The curve of its keys. */
  public StealthCurve curve() {
    return StealthCurve.of(chain);
  }

  /** {@code sip:<chain>:0x<spend>:0x<view>}. */
  @Override
  public String toString() {
    return String.join(":", PREFIX, chain, hex(spend), hex(view));
  }

  private static Point key(StealthCurve curve, String hex) {
    if (!hex.startsWith(HEX_PREFIX)) {
      throw new IllegalArgumentException("a key of a meta-address begins with 0x");
    }
    return curve.group().decode(HexFormat.of().parseHex(hex.substring(HEX_PREFIX.length())));
  }

  private static String hex(Point key) {
    return HEX_PREFIX + HexFormat.of().formatHex(key.encode());
  }
}
