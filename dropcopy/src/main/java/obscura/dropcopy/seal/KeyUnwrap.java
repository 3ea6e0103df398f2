package obscura.dropcopy.seal;

import java.nio.file.Path;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Private key of a reader of the drop copy; stays with the compliance officer. */
public final class KeyUnwrap {
  private final AsymmetricCipherKeyPair keys;
  private final String fingerprint;

  private KeyUnwrap(AsymmetricCipherKeyPair keys, String fingerprint) {
    this.keys = keys;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads the private file that {@link ComplianceKeys} wrote.
   *
   * @throws SealException if there is none, or it is of another kind
   */
  public static KeyUnwrap load(Path privateFile) {
    KeyFile file = KeyFile.read(privateFile, KeyFile.PRIVATE);
    try {
      AsymmetricCipherKeyPair keys =
          Hpke.suite().deserializePrivateKey(file.secret().toArray(), file.publicKey().toArray());
      return new KeyUnwrap(keys, KeyWrap.fingerprintOf(file.publicKey()));
    } catch (RuntimeException e) {
      throw new SealException("not an X-Wing private key: " + privateFile, e);
    }
  }

  /** The fingerprint of the public key that belongs to it. */
  public String fingerprint() {
    return fingerprint;
  }

  byte[] unwrap(WrappedSeed wrapped) {
    try {
      return Hpke.suite()
          .open(
              wrapped.encapsulation().toArray(),
              keys,
              Hpke.INFO,
              Hpke.NO_AAD,
              wrapped.ciphertext().toArray(),
              null,
              null,
              null);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw new SealException("the wrapped key does not open with key " + fingerprint, e);
    }
  }
}
