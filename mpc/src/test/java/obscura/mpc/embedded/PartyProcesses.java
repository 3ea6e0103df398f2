package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.net.CertificateFiles;
import obscura.mpc.net.TestPki;
import obscura.mpc.net.Transport;
import obscura.mpc.process.PartyMain;

/**
 * Three parties, each a process of its own with its own files, as their operators would start them.
 */
final class PartyProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<InetSocketAddress> addresses = TestPki.freeAddresses(6);
  private final Process[] processes = new Process[3];
  private final String[] ready = new String[3];
  private final Path directory;
  private final String security;
  private final Class<?> main;

  /** Starts nobody yet; puts everybody's certificate in place. */
  PartyProcesses(Path directory, String security, String roster) throws IOException {
    this(directory, security, roster, PartyMain.class);
  }

  /**
   * The same.
   *
   * @param main what a party's process runs
   */
  PartyProcesses(Path directory, String security, String roster, Class<?> main) throws IOException {
    this.directory = directory;
    this.security = security;
    this.main = main;
    Files.writeString(roster(), roster);
    for (int party = 0; party < 3; party++) {
      pin(party, "party" + party);
    }
    for (int k = 0; k < 3; k++) {
      Files.writeString(operator(k), Rig.OPERATORS.operators().hex(k));
    }
  }

  /** Where the three await the venue. */
  List<InetSocketAddress> doors() {
    return addresses.subList(3, 6);
  }

  /** The roster that a party starts with. */
  Path roster() {
    return directory.resolve("roster");
  }

  private Path operator(int k) {
    return directory.resolve("operator" + k + ".pub");
  }

  private Path certificate(int party) {
    return directory.resolve("peer" + party + ".pem");
  }

  /** Everybody is given this certificate for a party: one of {@link TestPki#NAMES}. */
  void pin(int party, String name) throws IOException {
    Path draft = directory.resolve("draft.pem");
    Files.copy(TestPki.folder().resolve(name + ".pem"), draft, StandardCopyOption.REPLACE_EXISTING);
    Files.move(draft, certificate(party), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The venue's own, over the same certificate files. */
  Transport venue() throws IOException {
    Map<Integer, Path> pinned = new HashMap<>();
    for (int party = 0; party < 3; party++) {
      pinned.put(party, certificate(party));
    }
    Path pki = TestPki.folder();
    pinned.put(Transport.VENUE, pki.resolve("venue.pem"));
    return CertificateFiles.transport(pki.resolve("venue.p12"), pki.resolve("password"), pinned);
  }

  void launch(int party) throws IOException {
    launch(party, "party" + party, "mpc-" + party);
  }

  /**
   * Starts a party.
   *
   * @param key one of {@link TestPki#NAMES}
   * @param data name of its folder
   */
  void launch(int party, String key, String data) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    processes[party] =
        new ProcessBuilder(
                java.toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile=party-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--id",
                Integer.toString(party),
                "--config",
                config(party, key, data).toString())
            .redirectError(directory.resolve(data + ".log").toFile())
            .start();
  }

  void await(int party) throws IOException {
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(processes[party].getInputStream(), StandardCharsets.UTF_8));
    ready[party] = out.readLine();
    assertThat(ready[party]).as("party %d", party).startsWith("PARTY READY id=" + party);
  }

  void kill(int party) throws InterruptedException {
    processes[party].destroyForcibly().waitFor();
  }

  /** The port of a party's health and metrics. */
  int page(int party) {
    return Integer.parseInt(ready[party].replaceAll(".*metrics=", ""));
  }

  private Path config(int party, String name, String data) throws IOException {
    Path key = directory.resolve(data + ".key");
    Files.writeString(key, HexFormat.of().formatHex(Rig.key(party)));
    Path pki = TestPki.folder();
    List<Object> values =
        new ArrayList<>(List.of(security, Rig.GATEWAY.instance(), directory.resolve(data)));
    for (int k = 0; k < 3; k++) {
      values.add(address(k));
    }
    for (int k = 0; k < 3; k++) {
      values.add(certificate(k));
    }
    values.addAll(List.of(address(3 + party), pki, operator(0), operator(1), operator(2)));
    values.addAll(List.of(roster(), pki, name, pki, key));
    return Files.writeString(
        directory.resolve(data + ".conf"),
        """
        profile = development
        security = %s
        instance = %s
        data = "%s"
        peers.addresses = ["%s", "%s", "%s"]
        peers.certificates = ["%s", "%s", "%s"]
        venue { listen = "%s", certificate = "%s/venue.pem" }
        roster { operators = ["%s", "%s", "%s"], file = "%s" }
        tls { keystore = "%s/%s.p12", password-file = "%s/password" }
        store.key-file = "%s"
        metrics.port = 0
        """
            .formatted(values.toArray()));
  }

  private String address(int index) {
    return "127.0.0.1:" + addresses.get(index).getPort();
  }

  /** Something that may have to be asked again. */
  interface Asked<T> {
    T ask();
  }

  /** As the venue does: asks again while a party is away. */
  static <T> T patiently(Asked<T> question) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (CompletionException away) {
        boolean again = away.getCause() instanceof MpcUnavailableException;
        if (!again || deadline - System.nanoTime() < 0) {
          throw away;
        }
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      if (process != null) {
        process.destroyForcibly().onExit().join();
      }
    }
  }
}
