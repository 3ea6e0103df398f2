package obscura.mpc.seal;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * A message that the holder of one X25519 key alone can read: HPKE base mode (RFC 9180) with
 * HKDF-SHA256 and AES-256-GCM; the encapsulated key, then the ciphertext. It does not tell who
 * sealed it.
 */
public final class SealedBox {
  /** Of a public key, and of the encapsulated one in front of the ciphertext. */
  public static final int KEY_BYTES = 32;

  /** How much longer a box is than what is in it: the key, and a tag of 16 bytes. */
  public static final int OVERHEAD_BYTES = KEY_BYTES + 16;

  private SealedBox() {}

  static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /**
   * Seals.
   *
   * @param publicKey 32 bytes, X25519
   * @param info what the box is for; it opens only with the same
   * @param associated what it belongs to; it opens only with the same
   * @throws IllegalArgumentException if that is no key
   */
  public static byte[] seal(byte[] publicKey, byte[] info, byte[] associated, byte[] plain) {
    HPKE suite = suite();
    try {
      byte[][] sealed =
          suite.seal(
              suite.deserializePublicKey(publicKey), info, associated, plain, null, null, null);
      return joined(sealed[1], sealed[0]);
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("sealing failed", impossible);
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException("not an X25519 public key", wrong);
    }
  }

  private static byte[] joined(byte[] key, byte[] ciphertext) {
    byte[] all = new byte[key.length + ciphertext.length];
    System.arraycopy(key, 0, all, 0, key.length);
    System.arraycopy(ciphertext, 0, all, key.length, ciphertext.length);
    return all;
  }
}
