package obscura.settlement.note;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;

/**
 * The key K_k of one share: known to the owner and to the two parties that hold share k. One key
 * alone says nothing of an opening: a blinding is the sum of what three keys give, a pad their XOR.
 */
public final class ShareKey {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  private final byte[] value;

  private ShareKey(byte[] value) {
    this.value = value;
  }

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static ShareKey of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("a share key has 32 bytes, not " + value.length);
    }
    return new ShareKey(value.clone());
  }

  /**
   * This share's part of the blinding of a note: {@code int_be(HMAC-SHA512(K_k, "r" ‖ ν)) mod q}.
   * Constant time up to the reduction of a {@link BigInteger}.
   */
  public BigInteger blindingPart(NoteSeed seed, BigInteger order) {
    return new BigInteger(1, hmac("r", seed)).mod(order);
  }

  /** This share's part of the pad over an amount, 12 bytes. Constant time. */
  public Bytes padPart(NoteSeed seed) {
    return first(NoteMemo.AMOUNT_BYTES, hmac("pad", seed));
  }

  /** This share's part of the pad over amount and blinding of a refund memo. Constant time. */
  public Bytes refundPadPart(NoteSeed seed) {
    return first(RefundMemo.OPENING_BYTES, hmac("refund", seed));
  }

  /**
   * What may be told of it: SHA-256("OBSCURA-NOTE-KEY-v1" ‖ k ‖ K_k).
   *
   * @param share k, as one byte
   */
  public Bytes fingerprint(int share) {
    return Bytes.of(
        Hash.sha256(Hash.utf8("OBSCURA-NOTE-KEY-v1"), new byte[] {(byte) share}, value));
  }

  /** The secret itself, 32 bytes, to be sealed to the two holders of the share. */
  public byte[] exposeSecret() {
    return value.clone();
  }

  private byte[] hmac(String use, NoteSeed seed) {
    return Hash.hmacSha512(value, Hash.utf8(use), seed.value().array());
  }

  private static Bytes first(int length, byte[] bytes) {
    return Bytes.of(java.util.Arrays.copyOf(bytes, length));
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "ShareKey";
  }
}
