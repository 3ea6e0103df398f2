package obscura.mpc.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

/** Pinned TLS from files: a PKCS#12 with the own key, and the others' certificates in PEM. */
public final class CertificateFiles {
  private CertificateFiles() {}

  /**
   * Reads them.
   *
   * @param pinned certificate files by number
   * @throws IOException with one line that names the file
   */
  public static PinnedTls transport(Path keystore, Path passwordFile, Map<Integer, Path> pinned)
      throws IOException {
    char[] password = Files.readString(passwordFile).strip().toCharArray();
    var _ = read(pinned);
    try {
      KeyStore keys = KeyStore.getInstance(keystore.toFile(), password);
      return new PinnedTls(keys, password, () -> read(pinned));
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          keystore + " is not a key store that " + passwordFile + " opens: " + e.getMessage(), e);
    }
  }

  private static Map<Integer, X509Certificate> read(Map<Integer, Path> files) throws IOException {
    Map<Integer, X509Certificate> certificates = new HashMap<>();
    for (Map.Entry<Integer, Path> entry : files.entrySet()) {
      certificates.put(entry.getKey(), certificate(entry.getValue()));
    }
    return certificates;
  }

  private static X509Certificate certificate(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is not a certificate: " + e.getMessage(), e);
    }
  }
}
