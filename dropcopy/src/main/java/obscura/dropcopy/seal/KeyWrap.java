package obscura.dropcopy.seal;

import java.nio.file.Path;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.CanonicalBytes;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/**
 * Public key of a reader of the drop copy: the venue wraps its data keys with it and cannot undo
 * that. HPKE base mode with X-Wing, HKDF-SHA256 and AES-256-GCM. For several threads.
 */
public final class KeyWrap {
  private final AsymmetricKeyParameter key;
  private final String fingerprint;

  private KeyWrap(AsymmetricKeyParameter key, Bytes encoded) {
    this.key = key;
    this.fingerprint = fingerprintOf(encoded);
  }

  /**
   * Reads the public file that {@link ComplianceKeys} wrote.
   *
   * @throws SealException if there is none, or it is of another kind
   */
  public static KeyWrap load(Path publicFile) {
    return of(KeyFile.read(publicFile, KeyFile.PUBLIC).publicKey());
  }

  static KeyWrap of(Bytes encoded) {
    try {
      return new KeyWrap(Hpke.suite().deserializePublicKey(encoded.toArray()), encoded);
    } catch (RuntimeException e) {
      throw new SealException("not an X-Wing public key: " + encoded.length() + " bytes", e);
    }
  }

  static String fingerprintOf(Bytes encoded) {
    return new CanonicalBytes()
        .text("OBSCURA-DROPCOPY-READER-v1")
        .bytes(encoded)
        .sha256()
        .toString()
        .substring(0, 32);
  }

  /** 32 hex digits that name the key, for comparing by eye and in the store. */
  public String fingerprint() {
    return fingerprint;
  }

  WrappedSeed wrap(byte[] seed) {
    HPKE suite = Hpke.suite();
    try {
      byte[][] sealed = suite.seal(key, Hpke.INFO, Hpke.NO_AAD, seed, null, null, null);
      return new WrappedSeed(fingerprint, Hpke.SCHEME, Bytes.of(sealed[1]), Bytes.of(sealed[0]));
    } catch (InvalidCipherTextException impossible) {
      throw new SealException("wrapping failed", impossible);
    }
  }
}
