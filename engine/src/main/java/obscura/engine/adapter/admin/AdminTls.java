package obscura.engine.adapter.admin;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
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
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3 that lets nobody in without a certificate of the operators' authority. */
final class AdminTls extends HttpsConfigurator {
  private AdminTls(SSLContext context) {
    super(context);
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  static AdminTls of(AdminConfig config) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      char[] password = firstLine(config.keyStorePassword()).toCharArray();
      keys.init(keyStore(config.keyStore(), password), password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities(config.clientAuthorities()));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new AdminTls(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "no TLS from " + config.keyStore() + " and " + config.clientAuthorities(), e);
    }
  }

  @Override
  public void configure(HttpsParameters parameters) {
    SSLParameters tls = getSSLContext().getDefaultSSLParameters();
    tls.setProtocols(new String[] {"TLSv1.3"});
    tls.setNeedClientAuth(true);
    parameters.setSSLParameters(tls);
  }

  private static KeyStore keyStore(Path file, char[] password) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return store;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the key store " + file, e);
    }
  }

  private static KeyStore authorities(Path pem) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw new IllegalArgumentException("no certificate in " + pem);
      }
      return store;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the certificates " + pem, e);
    }
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the password file " + file, e);
    }
  }
}
