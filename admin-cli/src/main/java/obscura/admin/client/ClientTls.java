package obscura.admin.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3 with the operator's certificate, towards a venue of one known authority. */
final class ClientTls {
  private ClientTls() {}

  /**
   * Reads the files.
   *
   * @throws NotReachableException naming the file that cannot be used
   */
  static SSLContext context(ConnectionSettings settings) {
    try {
      char[] password = firstLine(settings.keyStorePassword()).toCharArray();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(settings.keyStore(), password), password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authority(settings.trusted()));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new NotReachableException(
          "no TLS from " + settings.keyStore() + " and " + settings.trusted(), e);
    }
  }

  private static KeyStore keyStore(Path file, char[] password) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return store;
    } catch (IOException e) {
      throw new NotReachableException("cannot read the operator's key " + file, e);
    }
  }

  private static KeyStore authority(Path pem) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      return store;
    } catch (IOException e) {
      throw new NotReachableException("cannot read the venue's authority " + pem, e);
    }
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new NotReachableException("cannot read the password file " + file, e);
    }
  }
}
