package obscura.dropcopy.seal;

import java.nio.file.Path;
import obscura.dropcopy.record.Bytes;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;

/** Makes the key pair of a reader: a public file for the venue, a private one for the officer. */
public final class ComplianceKeys {
  private ComplianceKeys() {}

  /**
   * Writes both files; neither may exist before. The private one is readable by its owner only
   * (mode 600).
   *
   * @return the public key
   * @throws SealException if a file exists or cannot be written
   */
  public static KeyWrap generate(Path publicFile, Path privateFile) {
    HPKE suite = Hpke.suite();
    AsymmetricCipherKeyPair keys = suite.generatePrivateKey();
    KeyFile file =
        new KeyFile(
            Bytes.of(suite.serializePublicKey(keys.getPublic())),
            Bytes.of(suite.serializePrivateKey(keys.getPrivate())));
    file.writePrivate(privateFile);
    file.writePublic(publicFile);
    return KeyWrap.of(file.publicKey());
  }
}
