package obscura.engine.adapter.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import obscura.engine.core.OperatorCommand.Operation;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: the common name in the client certificate, and the id of the request. */
final class Operators {
  /** Header with the caller's unique id of the request. */
  static final String REQUEST_ID = "Idempotency-Key";

  /** URI among the alternative names of an operator's certificate. */
  static final String ROLE = "obscura:role:admin";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@ -]{1,64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private static final int ID_MAX = 64;

  private Operators() {}

  /**
   * Who asks, under which id.
   *
   * @throws IllegalArgumentException with one line, if either is missing or malformed
   */
  static Operation operation(HttpExchange exchange) {
    return new Operation(name(exchange), requestId(exchange));
  }

  /** The name of whoever calls, operator or not; for the audit of calls that are refused. */
  static String caller(HttpExchange exchange) {
    try {
      return name(exchange);
    } catch (IllegalArgumentException none) {
      return "not an operator";
    }
  }

  /** The id as it came, 64 characters of it; for the same. */
  static String request(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst(REQUEST_ID);
    return id == null ? "none" : id.substring(0, Math.min(id.length(), ID_MAX));
  }

  private static String requestId(HttpExchange exchange) {
    @Nullable String id = exchange.getRequestHeaders().getFirst(REQUEST_ID);
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          REQUEST_ID + " must be 8 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
    }
    return id;
  }

  private static String name(HttpExchange exchange) {
    try {
      checkRole((X509Certificate) session(exchange).getPeerCertificates()[0]);
      String subject = session(exchange).getPeerPrincipal().getName();
      return new LdapName(subject)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .filter(name -> NAME.matcher(name).matches())
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "the certificate's common name must be 1 to 64 of A-Z, a-z, 0-9, '.', '_',"
                          + " '@', ' ' and '-'"));
    } catch (SSLPeerUnverifiedException | InvalidNameException | CertificateParsingException e) {
      throw new IllegalArgumentException("no operator's certificate", e);
    }
  }

  private static SSLSession session(HttpExchange exchange) {
    return ((HttpsExchange) exchange).getSSLSession();
  }

  /** A FIX client's certificate of the same authority is no operator's. */
  private static void checkRole(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null || names.stream().noneMatch(name -> name.get(1).equals(ROLE))) {
      throw new IllegalArgumentException(
          "the certificate is not an operator's: it does not name " + ROLE);
    }
  }
}
