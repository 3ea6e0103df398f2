package obscura.engine.fix.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The venue's certificate and the authorities whose client certificates it accepts, both PKCS#12;
 * each password is the first line of a file.
 */
public record TlsFiles(
    Path keyStore, Path keyStorePassword, Path trustStore, Path trustStorePassword) {

  /**
   * A context for TLS with these files.
   *
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  public SSLContext context() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore, keyStorePassword), password(keyStorePassword));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore, trustStorePassword));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no TLS from " + keyStore + " and " + trustStore, e);
    }
  }

  private static KeyStore load(Path file, Path passwordFile) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password(passwordFile));
      return store;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  private static char[] password(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }
}
