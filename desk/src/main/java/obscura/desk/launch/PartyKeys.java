package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Keys and roster of three parties and their venue for one run, made with the JDK's keytool and the
 * parties' own tools.
 */
final class PartyKeys {
  private static final List<String> NAMES = List.of("party0", "party1", "party2", "venue");
  private static final int KEY_BYTES = 32;
  private static final int OPERATORS = 3;

  /** Instruments that an embedded venue lists, as the roster knows them. */
  private static final int INSTRUMENTS = 3;

  private final Path folder;
  private final List<String> java;

  /**
   * Into this folder.
   *
   * @param java with the class path of the parties
   */
  PartyKeys(Path folder, List<String> java) {
    this.folder = folder;
    this.java = java;
  }

  /** 64 random hex digits. */
  static String storeKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /**
   * Makes a key store and a certificate for each, the file with the stores' password, the keys with
   * which the gateway signs inputs, the operators' keys, and a roster that two of them signed.
   */
  void make(Path keytool, String instance) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("password"), storeKey());
      together(NAMES.stream().map(name -> generation(keytool, folder, name)).toList());
      List<List<String>> rest =
          new ArrayList<>(NAMES.stream().map(name -> export(keytool, folder, name)).toList());
      rest.add(tool("gateway-key", file("gateway")));
      for (int k = 0; k < OPERATORS; k++) {
        rest.add(tool("roster", "keys", file("operator" + k)));
      }
      together(rest);
      makeRoster(instance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeRoster(String instance) throws IOException {
    List<String> entries = new ArrayList<>();
    String gateway = Files.readString(folder.resolve("gateway.pub")).strip();
    entries.add("key gateway VENUE " + gateway);
    for (int number = 1; number <= INSTRUMENTS; number++) {
      entries.add("instrument " + number + " 0.001 0.01 on midpoint 1 4611686018427387903");
    }
    List<String> propose = tool("roster", "propose", file("roster"), instance);
    propose.addAll(entries);
    together(List.of(propose));
    together(List.of(tool("roster", "sign", file("roster"), "0", file("operator0"))));
    together(List.of(tool("roster", "sign", file("roster"), "1", file("operator1"))));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> tool(String... words) {
    List<String> command = new ArrayList<>(java);
    command.add("obscura.mpc.process.PartyMain");
    command.addAll(List.of(words));
    return command;
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
