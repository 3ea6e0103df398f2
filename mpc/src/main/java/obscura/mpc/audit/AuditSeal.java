package obscura.mpc.audit;

import obscura.mpc.api.Handle;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Words;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * One party's two shares of a vector, sealed to an auditor's X25519 key: HPKE base mode (RFC 9180)
 * with HKDF-SHA256 and AES-256-GCM. Bound to venue instance, party, handle and auditor, so that no
 * copy passes for another one.
 */
public final class AuditSeal {
  /** Of the encapsulated key in front of the ciphertext. */
  static final int KEY_BYTES = 32;

  private static final String LABEL = "OBSCURA-AUDIT-v1";

  private AuditSeal() {}

  /**
   * What a sealed copy is of.
   *
   * @param party who seals, 0 to 2
   * @param auditor as the roster names it
   */
  public record Subject(String instance, int party, Handle handle, String auditor) {
    byte[] info() {
      return new Encoder().text(LABEL).text(instance).number(party).bytes();
    }

    byte[] associated() {
      return new Encoder().handle(handle).text(auditor).bytes();
    }
  }

  static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /**
   * Seals.
   *
   * @param auditorKey 32 bytes, X25519, from the roster
   * @return encapsulated key and ciphertext
   * @throws IllegalArgumentException if that is no key
   */
  public static byte[] seal(Subject subject, byte[] auditorKey, Words shares) {
    HPKE suite = suite();
    byte[] plain = new Encoder().words(shares).bytes();
    try {
      byte[][] sealed =
          suite.seal(
              suite.deserializePublicKey(auditorKey),
              subject.info(),
              subject.associated(),
              plain,
              null,
              null,
              null);
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
