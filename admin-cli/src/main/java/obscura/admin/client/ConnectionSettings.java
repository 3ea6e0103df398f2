package obscura.admin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach the venue. What is not given comes from {@code admin/} in the data folder, where a
 * venue of the embedded profile leaves it: {@code endpoint}, {@code client.p12}, {@code
 * client.pass}, {@code ca.pem}.
 *
 * @param dataDir the venue's data folder
 * @param clientKey PKCS#12 with the operator's certificate and key
 * @param clientKeyPassword file whose first line is its password
 * @param authority PEM file with the authority of the venue's certificate
 */
public record ConnectionSettings(
    Path dataDir,
    Optional<URI> url,
    Optional<Path> clientKey,
    Optional<Path> clientKeyPassword,
    Optional<Path> authority) {
  private static final String FOLDER = "admin";
  private static final String STORE_ENDING = ".p12";

  /**
   * The address given, or the one that the running venue wrote.
   *
   * @throws NotReachableException if there is none
   */
  public URI address() {
    return url.orElseGet(this::written);
  }

  Path keyStore() {
    return clientKey.orElseGet(() -> inFolder("client" + STORE_ENDING));
  }

  /** The password file given, or the one beside the key store. */
  Path keyStorePassword() {
    return clientKeyPassword.orElseGet(this::besideKeyStore);
  }

  Path trusted() {
    return authority.orElseGet(() -> inFolder("ca.pem"));
  }

  private Path besideKeyStore() {
    String store = keyStore().getFileName().toString();
    String stem =
        store.endsWith(STORE_ENDING)
            ? store.substring(0, store.length() - STORE_ENDING.length())
            : store;
    return keyStore().resolveSibling(stem + ".pass");
  }

  private URI written() {
    Path file = inFolder("endpoint");
    try {
      return URI.create(Files.readString(file).strip());
    } catch (IOException e) {
      throw new NotReachableException("no venue runs on " + dataDir + ": no file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new NotReachableException("no address in " + file, e);
    }
  }

  private Path inFolder(String name) {
    return dataDir.resolve(FOLDER).resolve(name);
  }
}
