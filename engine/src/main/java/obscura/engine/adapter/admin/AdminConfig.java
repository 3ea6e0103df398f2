package obscura.engine.adapter.admin;

import java.nio.file.Path;

/**
 * How operators reach the venue. The endpoint listens on loopback only.
 *
 * @param port 0 takes a free one
 * @param keyStore PKCS#12 with the endpoint's certificate and key; it must name 127.0.0.1
 * @param keyStorePassword file whose first line is the password of the key store and of its key
 * @param clientAuthorities PEM file with the certificates of those who may issue operators'
 *     certificates
 * @param endpointFile where the endpoint writes its address at the start, for the command line
 */
public record AdminConfig(
    int port, Path keyStore, Path keyStorePassword, Path clientAuthorities, Path endpointFile) {
  private static final int PORT_MAX = 65_535;

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if it is none
   */
  public AdminConfig {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("admin port " + port + " is not 0 to " + PORT_MAX);
    }
  }

  /** The same on this port. */
  public AdminConfig onPort(int other) {
    return new AdminConfig(other, keyStore, keyStorePassword, clientAuthorities, endpointFile);
  }
}
