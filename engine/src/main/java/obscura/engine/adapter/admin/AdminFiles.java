package obscura.engine.adapter.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The operators' keys of the embedded profile, in {@code admin/} under the data folder: an
 * authority, the endpoint's certificate and one operator's, each in a PKCS#12 file with its
 * password beside it. Secrets are readable by their owner only (mode 600, folder 700).
 */
public final class AdminFiles {
  /** Folder under the data folder. */
  public static final String FOLDER = "admin";

  /** Certificate of the authority, PEM. */
  public static final String AUTHORITY = "ca.pem";

  /** Where the running venue writes its address. */
  public static final String ENDPOINT = "endpoint";

  /** Name of the operator in the certificate that is made. */
  public static final String OPERATOR = "operator";

  private static final String ALIAS = "key";
  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  private AdminFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes what is missing and says where it is. Files that exist are kept.
   *
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static AdminConfig prepare(Path dataDir) {
    AdminFiles files = new AdminFiles(dataDir.resolve(FOLDER));
    try {
      files.makeMissing();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + files.folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot prepare " + files.folder, e);
    }
    return new AdminConfig(
        0,
        files.keyStore("server"),
        files.password("server"),
        files.folder.resolve(AUTHORITY),
        files.folder.resolve(ENDPOINT));
  }

  private void makeMissing() throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (!Files.exists(keyStore("ca"))) {
      LocalAuthority made = LocalAuthority.create("Obscura local operators");
      write("ca", made.key(), made.certificate());
      Files.deleteIfExists(keyStore("server"));
      Files.deleteIfExists(keyStore("client"));
    }
    LocalAuthority authority = authority();
    writeOpen(folder.resolve(AUTHORITY), pem(authority.certificate()));
    if (!Files.exists(keyStore("server"))) {
      LocalAuthority.Issued server = authority.issueServer("Obscura venue");
      write("server", server.key(), server.certificate(), authority.certificate());
    }
    if (!Files.exists(keyStore("client"))) {
      LocalAuthority.Issued client = authority.issueClient(OPERATOR);
      write("client", client.key(), client.certificate(), authority.certificate());
    }
  }

  private LocalAuthority authority() throws IOException, GeneralSecurityException {
    char[] password = Files.readString(password("ca")).strip().toCharArray();
    try (var in = Files.newInputStream(keyStore("ca"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return new LocalAuthority(
          (PrivateKey) store.getKey(ALIAS, password),
          (X509Certificate) store.getCertificate(ALIAS));
    }
  }

  private void write(String name, PrivateKey key, Certificate... chain)
      throws IOException, GeneralSecurityException {
    byte[] random = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, password.toCharArray(), chain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    writeSecret(password(name), (password + "\n").getBytes(StandardCharsets.US_ASCII));
    writeSecret(keyStore(name), bytes.toByteArray());
  }

  private Path keyStore(String name) {
    return folder.resolve(name + ".p12");
  }

  private Path password(String name) {
    return folder.resolve(name + ".pass");
  }

  /** Under another name first, so that a half-written file is never taken for a whole one. */
  private static void writeSecret(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeOpen(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
