package obscura.engine.fix.session;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Which CompIDs a client certificate may log on as: its subject alternative names of type URI that
 * read {@code obscura:compid:} and the CompID. One certificate may name several.
 */
final class TlsIdentity {
  static final String SCHEME = "obscura:compid:";
  private static final int URI_NAME = 6;

  private TlsIdentity() {}

  /** The CompIDs of the peer's certificate. */
  static Set<String> compIds(SSLSession session) throws SSLPeerUnverifiedException {
    Certificate certificate = session.getPeerCertificates()[0];
    return certificate instanceof X509Certificate x509 ? compIds(x509) : Set.of();
  }

  static Set<String> compIds(X509Certificate certificate) throws SSLPeerUnverifiedException {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      Set<String> found = new HashSet<>();
      for (List<?> name : names == null ? List.<List<?>>of() : names) {
        if (name.get(0).equals(URI_NAME) && name.get(1).toString().startsWith(SCHEME)) {
          found.add(name.get(1).toString().substring(SCHEME.length()));
        }
      }
      return Set.copyOf(found);
    } catch (CertificateParsingException e) {
      throw new SSLPeerUnverifiedException("names of the client certificate: " + e.getMessage());
    }
  }
}
