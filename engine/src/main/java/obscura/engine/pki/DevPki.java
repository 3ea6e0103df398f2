package obscura.engine.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a development authority and what it signs, into a folder: {@code ca}, {@code venue}, {@code
 * admin} and one client for each CompID, as PKCS#12 and PEM, each with a file that holds its random
 * password; keys and passwords are readable by their owner only. The authority's key is not kept.
 * Not for production.
 */
public final class DevPki {
  /** A client's certificate names its CompID in a URI that starts so. */
  public static final String COMP_ID_SCHEME = "obscura:compid:";

  /** The operator's certificate names its role in this URI. */
  public static final String ADMIN_ROLE = "obscura:role:admin";

  private static final Duration VALID = Duration.ofDays(825);
  private static final Duration BACKDATED = Duration.ofMinutes(5);
  private static final int PASSWORD_BYTES = 24;
  private static final int SERIAL_BITS = 120;
  private static final String OWNER_ONLY = "rw-------";

  private record Identity(KeyPair keys, X509Certificate certificate) {}

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Identity authority;

  private DevPki(Path folder, InstantSource clock) throws GeneralSecurityException, IOException {
    this.folder = folder;
    this.clock = clock;
    this.authority =
        certify("Obscura development CA", null, List.of(), KeyPurposeId.anyExtendedKeyUsage);
  }

  /** {@code DevPki DIR [COMPID...]}. */
  public static void main(String[] args) throws GeneralSecurityException, IOException {
    if (args.length == 0) {
      System.err.println("usage: make-dev-pki DIR [COMPID...]");
      System.exit(2);
    }
    make(Path.of(args[0]), List.of(args).subList(1, args.length), InstantSource.system());
  }

  /**
   * Writes everything into a folder, which is created.
   *
   * @throws IllegalArgumentException if a CompID is not 3 to 16 of A-Z, 0-9 and -
   */
  public static void make(Path folder, List<String> compIds, InstantSource clock)
      throws GeneralSecurityException, IOException {
    for (String compId : compIds) {
      if (!compId.matches("[A-Z0-9-]{3,16}")) {
        throw new IllegalArgumentException("CompID '" + compId + "' is not 3-16 of A-Z 0-9 -");
      }
    }
    Files.createDirectories(folder);
    DevPki pki = new DevPki(folder, clock);
    pki.writeTrust();
    pki.write(
        "venue",
        pki.certify(
            "venue",
            pki.authority,
            List.of(
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")),
            KeyPurposeId.id_kp_serverAuth));
    pki.write("admin", pki.client("admin", ADMIN_ROLE));
    for (String compId : compIds) {
      pki.write(compId, pki.client(compId, COMP_ID_SCHEME + compId));
    }
  }

  private Identity client(String name, String uri) throws GeneralSecurityException, IOException {
    return certify(
        name,
        authority,
        List.of(new GeneralName(GeneralName.uniformResourceIdentifier, uri)),
        KeyPurposeId.id_kp_clientAuth);
  }

  private Identity certify(
      String name, @Nullable Identity issuer, List<GeneralName> names, KeyPurposeId purpose)
      throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    KeyPair keys = generator.generateKeyPair();
    X500Name subject = new X500Name("O=Obscura development,CN=" + name);
    boolean isAuthority = issuer == null;
    KeyPair signer = issuer == null ? keys : issuer.keys();
    Instant now = clock.instant();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer == null
                ? subject
                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            new BigInteger(SERIAL_BITS, random),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(VALID)),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
    if (!isAuthority) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
    return new Identity(keys, sign(builder, signer));
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("cannot sign a certificate", e);
    }
  }

  private void writeTrust() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("ca", authority.certificate());
    save("ca", store, password());
    pem("ca.crt.pem", authority.certificate());
  }

  private void write(String name, Identity identity) throws GeneralSecurityException, IOException {
    String password = password();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        name,
        identity.keys().getPrivate(),
        password.toCharArray(),
        new X509Certificate[] {identity.certificate(), authority.certificate()});
    save(name, store, password);
    pem(name + ".crt.pem", identity.certificate());
    pem(name + ".key.pem", identity.keys().getPrivate());
  }

  private void save(String name, KeyStore store, String password)
      throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(ownerOnly(name + ".p12"))) {
      store.store(out, password.toCharArray());
    }
    Files.writeString(ownerOnly(name + ".password"), password + "\n", StandardCharsets.US_ASCII);
  }

  private void pem(String name, Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    Files.writeString(ownerOnly(name), text.toString(), StandardCharsets.US_ASCII);
  }

  private Path ownerOnly(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
  }

  private String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
