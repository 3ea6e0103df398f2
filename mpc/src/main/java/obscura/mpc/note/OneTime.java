package obscura.mpc.note;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The one-time owner of a note, and what its memo tells the owner's wallet: the Shielded Intents
 * Protocol's stealth scheme v2 on secp256k1 ({@code docs/settlement-notes.md}, 2). S = e * K_view,
 * s = SHA-256(S) mod n, A = K_spend + s * G, view tag = first byte of the hash.
 *
 * @param address of A, 40 hex digits
 * @param ephemeral e * G, compressed, 66 hex digits
 * @param tag 2 hex digits
 */
public record OneTime(String address, String ephemeral, String tag) {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final Pattern PATH =
      Pattern.compile("sip:[a-z]{1,20}:0x(0[23][0-9a-f]{64}):0x(0[23][0-9a-f]{64})");
  private static final int ADDRESS = 20;

  /**
   * Whether this is a meta-address of two public keys, {@code sip:<chain>:0x<spend>:0x<view>} in
   * lower case.
   */
  public static boolean isPath(String path) {
    Matcher keys = PATH.matcher(path);
    try {
      return keys.matches() && point(keys.group(1)).isValid() && point(keys.group(2)).isValid();
    } catch (IllegalArgumentException noPoint) {
      return false;
    }
  }

  /**
   * The owner that a sender makes of a meta-address.
   *
   * @param secret the ephemeral key e, 64 hex digits
   * @throws IllegalArgumentException if one of the two is none
   */
  public static OneTime of(String path, String secret) {
    Matcher keys = PATH.matcher(path);
    BigInteger e = new BigInteger(1, HexFormat.of().parseHex(secret));
    if (!keys.matches() || e.signum() == 0 || e.compareTo(CURVE.getN()) >= 0) {
      throw new IllegalArgumentException("no meta-address, or no ephemeral key");
    }
    byte[] hash = sha256(point(keys.group(2)).multiply(e).getEncoded(true));
    ECPoint shift = ofGenerator(new BigInteger(1, hash).mod(CURVE.getN()));
    ECPoint owner = point(keys.group(1)).add(shift).normalize();
    HexFormat hex = HexFormat.of();
    return new OneTime(
        hex.formatHex(address(owner)),
        hex.formatHex(ofGenerator(e).getEncoded(true)),
        hex.toHexDigits(hash[0]));
  }

  /** The last 20 bytes of the hash of an uncompressed point without its first byte. */
  static byte[] address(ECPoint point) {
    byte[] encoded = point.getEncoded(false);
    byte[] hash = Words32.keccak(Arrays.copyOfRange(encoded, 1, encoded.length));
    return Arrays.copyOfRange(hash, hash.length - ADDRESS, hash.length);
  }

  private static ECPoint ofGenerator(BigInteger factor) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), factor).normalize();
  }

  private static ECPoint point(String hex) {
    return CURVE.getCurve().decodePoint(HexFormat.of().parseHex(hex));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
