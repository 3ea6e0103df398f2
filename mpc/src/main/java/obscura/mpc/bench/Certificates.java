package obscura.mpc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import obscura.mpc.net.CertificateFiles;
import obscura.mpc.net.PinnedTls;
import obscura.mpc.net.Transport;

/**
 * Keys and certificates of three parties and a venue for one run of the bench, made by the JDK's
 * keytool: NAME.p12, NAME.pem and the password of all.
 *
 * @param folder where they are
 */
record Certificates(Path folder) {
  static final String VENUE = "venue";
  private static final int PASSWORD_BYTES = 16;

  /** The name of a party's files. */
  static String party(int number) {
    return "party" + number;
  }

  /** Those that an earlier call made. */
  static Certificates in(Path folder) {
    return new Certificates(folder);
  }

  /**
   * Makes them.
   *
   * @throws IOException if keytool fails
   */
  static Certificates make(Path folder) throws IOException, InterruptedException {
    Certificates made = new Certificates(Files.createDirectories(folder));
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    Files.writeString(made.password(), HexFormat.of().formatHex(password));
    for (String name : List.of(party(0), party(1), party(2), VENUE)) {
      made.keytool(
          "-genkeypair",
          "-keyalg",
          "EC",
          "-groupname",
          "secp256r1",
          "-validity",
          "2",
          "-dname",
          "CN=" + name,
          "-storetype",
          "PKCS12",
          "-keystore",
          made.keystore(name).toString());
      made.keytool(
          "-exportcert",
          "-rfc",
          "-keystore",
          made.keystore(name).toString(),
          "-file",
          made.certificate(name).toString());
    }
    return made;
  }

  Path password() {
    return folder.resolve("password");
  }

  Path keystore(String name) {
    return folder.resolve(name + ".p12");
  }

  Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-alias", "own", "-storepass:file", password().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
    }
  }

  /** Pinned TLS as party or venue. */
  PinnedTls transport(String name) throws IOException {
    return CertificateFiles.transport(
        keystore(name),
        password(),
        Map.of(
            0,
            certificate(party(0)),
            1,
            certificate(party(1)),
            2,
            certificate(party(2)),
            Transport.VENUE,
            certificate(VENUE)));
  }
}
