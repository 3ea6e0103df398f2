package obscura.engine.adapter.admin;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A small certificate authority for one machine (X.509, RFC 5280): ECDSA on P-256, certificates for
 * ten years. For the embedded profile and for tests.
 *
 * @param key signs; whoever has it can become an operator
 */
public record LocalAuthority(PrivateKey key, X509Certificate certificate) {
  private static final Duration VALID = Duration.ofDays(3_650);
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A key and the certificate that belongs to it. */
  public record Issued(PrivateKey key, X509Certificate certificate) {
    /** Shows no key. */
    @Override
    public String toString() {
      return "Issued[" + certificate.getSubjectX500Principal() + "]";
    }
  }

  /** Makes a new authority. */
  public static LocalAuthority create(String name) {
    KeyPair keys = newKeys();
    X500Principal self = new X500Principal("CN=" + name);
    try {
      X509v3CertificateBuilder builder = builder(self, self, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new LocalAuthority(keys.getPrivate(), sign(builder, keys.getPrivate()));
    } catch (CertIOException e) {
      throw new IllegalStateException("no certificate for " + name, e);
    }
  }

  /** A certificate for an operator; the name is what the audit shows. */
  public Issued issueClient(String name) {
    return issueClient(name, Operators.ROLE);
  }

  /** A client's certificate that names this role, a URI. */
  Issued issueClient(String name, String role) {
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, role);
    return issue(name, KeyPurposeId.id_kp_clientAuth, new GeneralNames(uri));
  }

  /** A certificate for a server on loopback. */
  public Issued issueServer(String name) {
    return issue(name, KeyPurposeId.id_kp_serverAuth, loopback());
  }

  private Issued issue(String name, KeyPurposeId purpose, GeneralNames names) {
    KeyPair keys = newKeys();
    X500Principal subject = new X500Principal("CN=" + name);
    try {
      X509v3CertificateBuilder builder =
          builder(certificate.getSubjectX500Principal(), subject, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(Extension.subjectAlternativeName, false, names);
      return new Issued(keys.getPrivate(), sign(builder, key));
    } catch (CertIOException e) {
      throw new IllegalStateException("no certificate for " + name, e);
    }
  }

  private static GeneralNames loopback() {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
          new GeneralName(GeneralName.iPAddress, "::1"),
          new GeneralName(GeneralName.dNSName, "localhost")
        });
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair keys) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
        Date.from(now.minus(CLOCKS_DIFFER)),
        Date.from(now.plus(VALID)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign certificates", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "LocalAuthority[" + certificate.getSubjectX500Principal() + "]";
  }
}
