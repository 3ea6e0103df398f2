package obscura.mpc.note;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import obscura.mpc.curve.Bn254;

/**
 * One of the three keys K_k of an owner, from which its share of every opening comes ({@code
 * docs/settlement-notes.md}, 2). Known to the owner and to the two parties that hold share k.
 */
public final class ShareKey {
  public static final int BYTES = 32;

  /** Bytes of a note's seed. */
  public static final int SEED_BYTES = 16;

  /** Bytes of an amount in a memo. */
  public static final int PAD_BYTES = 12;

  private final byte[] key;

  /** A key of {@link #BYTES} bytes. */
  public ShareKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    this.key = key.clone();
  }

  /**
   * r_k: int_be(HMAC-SHA512(K_k, "r" || seed)) modulo the order of alt_bn128.
   *
   * @param seed 32 hex digits
   */
  public BigInteger blinding(String seed) {
    return new BigInteger(1, hmac("r", seed)).mod(Bn254.Q);
  }

  /** What the amount in a memo is XORed with by share k: the high 32 bits, then the low 64. */
  public Pad pad(String seed) {
    ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(hmac("pad", seed), PAD_BYTES));
    return new Pad(bytes.getInt() & 0xffff_ffffL, bytes.getLong());
  }

  /** {@link #PAD_BYTES} bytes, big-endian. */
  public record Pad(long high, long low) {
    /** Tells nothing. */
    @Override
    public String toString() {
      return "Pad[sealed]";
    }
  }

  private byte[] hmac(String label, String seed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(HexFormat.of().parseHex(seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA512", e);
    }
  }

  /** Tells no key. */
  @Override
  public String toString() {
    return "ShareKey[sealed]";
  }
}
