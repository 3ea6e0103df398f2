package obscura.mpc.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts a few certificates and nothing that they or anybody else signed. */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final List<X509Certificate> trusted;

  PinnedTrust(Collection<X509Certificate> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    X509Certificate shown = chain[0];
    if (!trusted.contains(shown)) {
      throw new CertificateException(
          "certificate " + PinnedTls.fingerprint(shown) + " is not one that is pinned");
    }
    shown.checkValidity();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
