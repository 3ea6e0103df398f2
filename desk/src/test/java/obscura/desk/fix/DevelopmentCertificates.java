package obscura.desk.fix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Self-signed certificates made by the JDK's keytool: each side trusts the other's. */
final class DevelopmentCertificates {
  static final String PASSWORD = "changeit";
  private final Path folder;

  DevelopmentCertificates(Path folder) {
    this.folder = folder;
  }

  Path keyOf(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        "2",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12");
    return store;
  }

  Path trustIn(String name, Path key) throws Exception {
    Path certificate = folder.resolve(name + ".cer");
    Path store = folder.resolve(name + "-trusted.p12");
    keytool(
        "-exportcert",
        "-alias",
        name,
        "-file",
        certificate.toString(),
        "-keystore",
        key.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        name,
        "-file",
        certificate.toString(),
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12");
    return store;
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }
}
