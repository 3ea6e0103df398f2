package obscura.settlement.service.store;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import obscura.settlement.crypto.Hash;

/**
 * The key that seals what moves in a trade. For each record a key of its own is derived
 * (HKDF-SHA256 with a random salt), so the number of records is not limited by the length of a
 * nonce; AES-256-GCM, the context bound as associated data. Any thread.
 */
public final class StoreKey {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] value;
  private final SecureRandom random = new SecureRandom();

  private StoreKey(byte[] value) {
    this.value = value;
  }

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static StoreKey of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("a store key has 32 bytes, not " + value.length);
    }
    return new StoreKey(value.clone());
  }

  /** Encrypts; opens only with the same context. */
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, salt, context).doFinal(plain);
      return org.bouncycastle.util.Arrays.concatenate(salt, body);
    } catch (GeneralSecurityException impossible) {
      throw new StoreException("sealing failed", impossible);
    }
  }

  /**
   * Decrypts.
   *
   * @throws StoreException if it was changed, or key or context are others
   */
  public byte[] open(byte[] sealed, byte[] context) {
    if (sealed.length < SALT_BYTES) {
      throw new StoreException("a sealed trade is cut short");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, SALT_BYTES), context)
          .doFinal(sealed, SALT_BYTES, sealed.length - SALT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new StoreException("a sealed trade does not open with this key", e);
    }
  }

  /** A keyed hash of a name, by which rows are found: HMAC-SHA512, its first half. */
  public byte[] tag(String name) {
    byte[] key = Hash.hkdfSha256(value, "OBSCURA-SETTLEMENT-STORE-v1", "tag", BYTES);
    return Arrays.copyOf(Hash.hmacSha512(key, Hash.utf8(name)), BYTES);
  }

  private Cipher cipher(int mode, byte[] salt, byte[] context) throws GeneralSecurityException {
    byte[] key =
        Hash.hkdfSha256(
            org.bouncycastle.util.Arrays.concatenate(value, salt),
            "OBSCURA-SETTLEMENT-STORE-v1",
            "trade",
            BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]));
    cipher.updateAAD(context);
    return cipher;
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "StoreKey";
  }
}
