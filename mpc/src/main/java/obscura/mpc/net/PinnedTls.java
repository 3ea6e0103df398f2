package obscura.mpc.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 with certificates on both sides, where each side accepts exactly the certificates that it
 * was told, whoever signed them, while they are valid. No authority can vouch for another one.
 */
public final class PinnedTls implements Transport {
  private static final String PROTOCOL = "TLSv1.3";
  private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

  private final Pins pins;
  private volatile Map<Integer, X509Certificate> pinned;
  private final KeyManager[] own;

  /**
   * Own key and the others' certificates.
   *
   * @param keystore holds one private key with its certificate
   * @param pins where the certificates come from
   * @throws GeneralSecurityException if the key cannot be used
   * @throws IOException if a certificate cannot be read
   */
  public PinnedTls(KeyStore keystore, char[] password, Pins pins)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(keystore, password);
    this.own = keys.getKeyManagers();
    this.pins = pins;
    this.pinned = Map.copyOf(pins.read());
  }

  /** Where the pinned certificates come from. */
  @FunctionalInterface
  public interface Pins {
    /** By number: parties 0 to 2 and {@link #VENUE}, our own among them. */
    Map<Integer, X509Certificate> read() throws IOException;
  }

  @Override
  public void refresh() throws IOException {
    pinned = Map.copyOf(pins.read());
  }

  @Override
  public Line dialled(Socket socket, int peer) throws IOException {
    X509Certificate expected = pinned.get(peer);
    if (expected == null) {
      throw new IOException("no certificate is pinned for " + name(peer));
    }
    return secured(socket, true, List.of(expected));
  }

  @Override
  public Line accepted(Socket socket) throws IOException {
    return secured(socket, false, pinned.values());
  }

  private Line secured(Socket socket, boolean client, Collection<X509Certificate> trusted)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context(trusted)
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    tls.setUseClientMode(client);
    SSLParameters parameters = new SSLParameters(SUITES, new String[] {PROTOCOL});
    parameters.setNeedClientAuth(true);
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    Certificate shown = tls.getSession().getPeerCertificates()[0];
    return new Line(
        socket,
        tls.getInputStream(),
        tls.getOutputStream(),
        numberOf(shown),
        HexFormat.of().formatHex(sha256(shown)));
  }

  /** A context for each connection, so that none is resumed and each proves its key afresh. */
  private SSLContext context(Collection<X509Certificate> trusted) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(own, new TrustManager[] {new PinnedTrust(trusted)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  private int numberOf(Certificate certificate) throws IOException {
    for (Map.Entry<Integer, X509Certificate> entry : pinned.entrySet()) {
      if (entry.getValue().equals(certificate)) {
        return entry.getKey();
      }
    }
    throw new IOException("a certificate that nobody pinned");
  }

  @Override
  public byte[] identity(int party) {
    X509Certificate certificate = pinned.get(party);
    if (certificate == null) {
      throw new IllegalStateException("no certificate is pinned for " + name(party));
    }
    return sha256(certificate);
  }

  private static byte[] sha256(Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }

  /** How a number is called in messages. */
  static String name(int number) {
    return number == VENUE ? "the venue" : "party " + number;
  }

  /** Hex SHA-256 of a certificate, as messages show it. */
  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
      return "unreadable";
    }
  }
}
