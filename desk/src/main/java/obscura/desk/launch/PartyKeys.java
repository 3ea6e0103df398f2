package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Keys of three parties and their venue for one run, made with the JDK's keytool. */
final class PartyKeys {
  private static final List<String> NAMES = List.of("party0", "party1", "party2", "venue");
  private static final int KEY_BYTES = 32;

  private PartyKeys() {}

  /** 64 random hex digits. */
  static String storeKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /**
   * Makes a key store and a certificate for each, the file with the stores' password, and the pair
   * of keys with which the gateway signs inputs.
   *
   * @param java with the class path of the parties, which know how
   */
  static void make(Path keytool, Path folder, List<String> java) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("password"), storeKey());
      together(NAMES.stream().map(name -> generation(keytool, folder, name)).toList());
      together(NAMES.stream().map(name -> export(keytool, folder, name)).toList());
      List<String> gateway = new ArrayList<>(java);
      gateway.addAll(List.of("obscura.mpc.process.PartyMain", "gateway-key"));
      gateway.add(folder.resolve("gateway").toString());
      together(List.of(gateway));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> generation(Path keytool, Path folder, String name) {
    List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-dname", "CN=" + name, "-storetype", "PKCS12"));
    command.addAll(store(folder, name));
    return command;
  }

  private static List<String> export(Path keytool, Path folder, String name) {
    List<String> command = new ArrayList<>(List.of(keytool.toString(), "-exportcert", "-rfc"));
    command.addAll(List.of("-file", folder.resolve(name + ".pem").toString()));
    command.addAll(store(folder, name));
    return command;
  }

  private static List<String> store(Path folder, String name) {
    return List.of(
        "-alias",
        "own",
        "-keystore",
        folder.resolve(name + ".p12").toString(),
        "-storepass:file",
        folder.resolve("password").toString(),
        "-J-XX:TieredStopAtLevel=1");
  }

  private static void together(List<List<String>> commands) throws IOException {
    List<Process> running = new ArrayList<>();
    for (List<String> command : commands) {
      running.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process process : running) {
      try {
        if (process.waitFor() != 0) {
          throw new IOException("making keys ended with " + process.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
