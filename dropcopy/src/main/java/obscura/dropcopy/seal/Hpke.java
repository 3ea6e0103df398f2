package obscura.dropcopy.seal;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.hpke.HPKE;

/** The HPKE suite (RFC 9180) with X-Wing, a hybrid of ML-KEM-768 and X25519. */
final class Hpke {
  /** Written into key files and beside every wrapped seed. */
  static final String SCHEME = "HPKE-XWING-SHA256-AES256GCM";

  static final byte[] INFO = "OBSCURA-DROPCOPY-SEED-v1".getBytes(StandardCharsets.UTF_8);
  static final byte[] NO_AAD = new byte[0];

  private Hpke() {}

  static HPKE suite() {
    return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
