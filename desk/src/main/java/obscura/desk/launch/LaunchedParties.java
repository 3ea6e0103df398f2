package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The three parties of the confidential engine as processes of their own on this machine, with keys
 * and certificates made for them, TLS between all. They never outlive this JVM. One thread.
 */
public final class LaunchedParties implements AutoCloseable {
  private static final int PARTIES = 3;
  private static final String INSTANCE = "OBSCURA-DEMO";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Path folder;
  private final List<String> java;
  private final Security security;
  private final List<String> addresses = Ports.unused(2 * PARTIES);
  private final RunningProcess[] processes = new RunningProcess[PARTIES];

  /** What the parties guard against. */
  public enum Security {
    SEMI_HONEST,
    MALICIOUS;

    /** As the configuration files write it. */
    public String word() {
      return this == MALICIOUS ? "malicious" : "semi-honest";
    }
  }

  private LaunchedParties(Path folder, List<String> java, Security security) {
    this.folder = folder;
    this.java = java;
    this.security = security;
  }

  /**
   * Starts three parties, with keys made for them at the first time; returns when all are ready.
   *
   * @param folder of the three; with their stores they go on from there
   * @param classPath with the parties' classes
   */
  public static LaunchedParties start(
      Project project, String classPath, Path folder, Security security) {
    List<String> java =
        List.of(
            project.java().toString(),
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx512m",
            "-Xshare:auto",
            "-Dlogback.configurationFile=party-logback.xml",
            "-cp",
            classPath);
    LaunchedParties parties = new LaunchedParties(folder, java, security);
    if (!Files.exists(folder.resolve("pki"))) {
      PartyKeys keys = new PartyKeys(folder.resolve("pki"), java);
      keys.make(project.java().resolveSibling("keytool"), INSTANCE);
    }
    for (int party = 0; party < PARTIES; party++) {
      parties.configure(party);
      parties.launch(party);
    }
    for (int party = 0; party < PARTIES; party++) {
      parties.awaitReady(party);
    }
    return parties;
  }

  /** Starts three with the built classes of the project. */
  public static LaunchedParties start(Project project, Path folder, Security security) {
    Path mpc = project.root().resolve("mpc").resolve("target");
    try {
      String libraries = Files.readString(mpc.resolve("runtime.classpath"));
      return start(project, mpc.resolve("classes") + ":" + libraries, folder, security);
    } catch (IOException e) {
      throw new UncheckedIOException("module mpc is not built", e);
    }
  }

  /** What a venue must be told to use these parties, as {@code --set} takes it. */
  public List<String> venueSettings() {
    List<String> settings = new ArrayList<>();
    venueSettingsByKey().forEach((key, value) -> settings.add(key + "=" + value));
    return settings;
  }

  /** As {@link #venueSettings}, by key. */
  public Map<String, String> venueSettingsByKey() {
    Map<String, String> settings = new HashMap<>();
    settings.put("mpc.mode", "remote");
    settings.put("mpc.security", security.word());
    settings.put("mpc.remote.addresses", String.join(",", addresses.subList(PARTIES, 2 * PARTIES)));
    settings.put(
        "mpc.remote.certificates",
        String.join(",", pki("party0.pem"), pki("party1.pem"), pki("party2.pem")));
    settings.put("mpc.remote.keystore", pki("venue.p12"));
    settings.put("mpc.remote.password-file", pki("password"));
    settings.put("mpc.signing-key", pki("gateway.key"));
    settings.put("mpc.remote.roster", pki("roster"));
    return settings;
  }

  private String pki(String name) {
    return folder.resolve("pki").resolve(name).toString();
  }

  private void configure(int party) {
    Path key = folder.resolve("party" + party + ".key");
    try {
      if (!Files.exists(key)) {
        Files.writeString(key, PartyKeys.storeKey());
      }
      Files.writeString(config(party), text(party, key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(int party, Path key) {
    return """
    profile = development
    security = %s
    instance = %s
    data = "%s"
    peers.addresses = ["%s", "%s", "%s"]
    peers.certificates = ["%s", "%s", "%s"]
    venue { listen = "%s", certificate = "%s" }
        roster { operators = ["%s", "%s", "%s"], file = "%s" }
    tls { keystore = "%s", password-file = "%s" }
    store { key-file = "%s", sync = written }
    metrics.port = 0
    """
        .formatted(
            security.word(),
            INSTANCE,
            data(party),
            addresses.get(0),
            addresses.get(1),
            addresses.get(2),
            pki("party0.pem"),
            pki("party1.pem"),
            pki("party2.pem"),
            addresses.get(PARTIES + party),
            pki("venue.pem"),
            pki("operator0.pub"),
            pki("operator1.pub"),
            pki("operator2.pub"),
            pki("roster"),
            pki("party" + party + ".p12"),
            pki("password"),
            key);
  }

  private Path config(int party) {
    return folder.resolve("party" + party + ".conf");
  }

  /** Begins to start a party that does not run; {@link #awaitReady} waits for it. */
  public void launch(int party) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("obscura.mpc.process.PartyMain", "--id", Integer.toString(party)));
    command.addAll(List.of("--config", config(party).toString()));
    processes[party] =
        RunningProcess.start(
            command, folder, log(party), line -> line.startsWith("PARTY READY id=" + party));
  }

  /**
   * Waits until the party can be reached.
   *
   * @throws IllegalStateException with the end of its output when it does not start
   */
  public void awaitReady(int party) {
    var _ = processes[party].awaitReady(START);
  }

  /** Ends the process as kill -9 does. */
  public void kill(int party) {
    processes[party].kill();
  }

  /** Holds the process where it is (SIGSTOP), as a machine that hangs does. */
  public void freeze(int party) {
    processes[party].signal("STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void thaw(int party) {
    processes[party].signal("CONT");
  }

  /** The process id, for tools of the JDK. */
  public long pid(int party) {
    return processes[party].pid();
  }

  /** The folder of a party's store. */
  public Path data(int party) {
    return folder.resolve("data" + party);
  }

  /** What a party wrote to standard error. */
  public Path log(int party) {
    return folder.resolve("party" + party + ".log");
  }

  /** Stops all three. */
  @Override
  public void close() {
    for (RunningProcess process : processes) {
      if (process != null) {
        process.signal("CONT");
        process.stop(STOP);
      }
    }
  }
}
