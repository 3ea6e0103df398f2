package obscura.engine.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.mpc.api.Mode;
import obscura.settlement.mirror.AdjustLimits;

/**
 * The checked configuration of one venue process; see {@code conf/venue.conf} for the meaning of
 * each value.
 *
 * @param keys folder of the venue's keys
 * @param syncedLog whether the log survives power, not only the process
 * @param adjustBelow differences between a vault and the ledger that are booked, not alerted
 */
public record VenueConfig(
    Profile profile,
    String instance,
    Path data,
    Path keys,
    Fix fix,
    boolean throttles,
    int openRequestsPerTaker,
    boolean syncedLog,
    Duration snapshotEvery,
    Mpc mpc,
    Jdbc dropCopy,
    Jdbc ledger,
    Settlement settlement,
    int adminPort,
    int metricsPort,
    AdjustLimits adjustBelow) {
  private static final int PORT_MAX = 65_535;
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** How strict the venue is. */
  public enum Profile {
    EMBEDDED,
    PRODUCTION
  }

  /** The FIX side; {@code tls} is empty for none. */
  public record Fix(
      InetAddress host,
      int tradePort,
      int makerPort,
      int dropPort,
      int complPort,
      boolean always,
      boolean sync,
      Optional<Tls> tls) {}

  /** Key store and trust store, each with the file of its password. */
  public record Tls(
      Path keystore, Path truststore, Path passwordFile, Path truststorePasswordFile) {}

  /**
   * The three parties.
   *
   * @param timeout of a party's answer
   * @param signingKey the gateway's; empty: {@code gateway.key} among the venue's keys
   * @param remote where they are; empty: in this process
   * @param benchmarkAtStart whether they measure themselves when the venue starts
   * @param rosterEntries lines of the roster, of parties in this process
   */
  public record Mpc(
      Duration timeout,
      Mode security,
      Optional<Path> signingKey,
      Optional<RemoteParties> remote,
      MpcAlerts alerts,
      boolean benchmarkAtStart,
      List<String> rosterEntries) {}

  /**
   * When operators are alerted.
   *
   * @param slowest what one kind of work may take, p99
   * @param fewestTriples in stock at a party
   */
  public record MpcAlerts(Duration slowest, long fewestTriples) {}

  /**
   * Parties in processes of their own, in the order of their numbers.
   *
   * @param roster file that the parties' operators have signed
   * @param tls empty for none
   */
  public record RemoteParties(
      List<InetSocketAddress> addresses, Path roster, Optional<PartyTls> tls) {}

  /** The venue's own key towards the parties, and the only certificates that they may show. */
  public record PartyTls(Path keystore, Path passwordFile, List<Path> certificates) {}

  /** A database. */
  public record Jdbc(String url, String user, Optional<Path> passwordFile) {}

  /** Which rail settles. */
  public enum RailKind {
    /** The ledger. */
    BOOK_ENTRY,
    /** A vault on a development chain; profile embedded. */
    DEVELOPMENT,
    /** A vault on an EVM chain. */
    EVM
  }

  /**
   * How trades settle.
   *
   * @param node JSON-RPC of a development node; empty: a chain in this process
   * @param evm there for rail EVM
   */
  public record Settlement(RailKind rail, Optional<URI> node, Optional<EvmConfig> evm) {}

  private static Settlement settlement(Settings settings, Profile profile, Path data) {
    RailKind rail =
        switch (settings.word("settlement.rail", List.of("book-entry", "development", "evm"))) {
          case "development" -> RailKind.DEVELOPMENT;
          case "evm" -> RailKind.EVM;
          default -> RailKind.BOOK_ENTRY;
        };
    if (rail == RailKind.DEVELOPMENT && profile == Profile.PRODUCTION) {
      throw new ConfigException("settlement.rail = development is for profile embedded");
    }
    String node = settings.text("settlement.node");
    Optional<EvmConfig> evm =
        rail == RailKind.EVM
            ? Optional.of(
                new EvmSettings(settings, profile)
                    .read(
                        jdbc(
                            settings,
                            "settlement.evm.store",
                            data.resolve("settlement").resolve("evm"))))
            : Optional.empty();
    return new Settlement(rail, node.isEmpty() ? Optional.empty() : Optional.of(uri(node)), evm);
  }

  private static AdjustLimits adjustLimits(Settings settings) {
    try {
      return AdjustLimits.parse(settings.text("settlement.reconcile.adjust-below"));
    } catch (IllegalArgumentException refused) {
      throw new ConfigException("settlement.reconcile.adjust-below: " + refused.getMessage());
    }
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new ConfigException("settlement.node = " + text + " is not an address");
    }
  }

  /**
   * Reads and checks.
   *
   * @throws ConfigException with one line that names key, value and what is allowed
   */
  public static VenueConfig load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    Settings settings = Settings.load(file, environment, overrides);
    Profile profile =
        settings.word("profile", List.of("embedded", "production")).equals("embedded")
            ? Profile.EMBEDDED
            : Profile.PRODUCTION;
    Path data = settings.path("data").orElseThrow(() -> new ConfigException("data is empty"));
    VenueConfig config =
        new VenueConfig(
            profile,
            settings.text("instance"),
            data,
            settings.path("keys").orElse(data.resolve("keys")),
            fix(settings),
            settings.flag("throttles"),
            settings.number("limits.open-requests-per-taker", 1, 100_000),
            settings.word("sequencer.sync", List.of("written", "synced")).equals("synced"),
            settings.duration("sequencer.snapshot-every", SHORTEST, Duration.ofDays(1)),
            MpcSettings.read(settings, profile),
            jdbc(settings, "dropcopy", data.resolve("dropcopy").resolve("records")),
            jdbc(settings, "ledger", data.resolve("ledger").resolve("ledger")),
            settlement(settings, profile, data),
            settings.number("admin.port", 0, PORT_MAX),
            settings.number("metrics.port", 0, PORT_MAX),
            adjustLimits(settings));
    config.refuseInsecure(settings);
    return config;
  }

  private static Fix fix(Settings settings) {
    InetAddress host;
    try {
      host = InetAddress.getByName(settings.text("fix.host"));
    } catch (UnknownHostException unknown) {
      throw new ConfigException(
          "fix.host = " + settings.text("fix.host") + " is not an address of this machine");
    }
    return new Fix(
        host,
        settings.number("fix.trade.port", 0, PORT_MAX),
        settings.number("fix.maker.port", 0, PORT_MAX),
        settings.number("fix.drop.port", 0, PORT_MAX),
        settings.number("fix.compl.port", 0, PORT_MAX),
        settings.word("fix.hours", List.of("always", "week")).equals("always"),
        settings.flag("fix.sync"),
        tls(settings));
  }

  private static Optional<Tls> tls(Settings settings) {
    Optional<Path> keystore = settings.file("fix.tls.keystore");
    Optional<Path> truststore = settings.file("fix.tls.truststore");
    Optional<Path> password = settings.file("fix.tls.password-file");
    if (keystore.isEmpty() && truststore.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    if (keystore.isEmpty() || truststore.isEmpty() || password.isEmpty()) {
      throw new ConfigException(
          "fix.tls needs keystore, truststore and password-file together, or none of them");
    }
    return Optional.of(
        new Tls(
            keystore.get(),
            truststore.get(),
            password.get(),
            settings.file("fix.tls.truststore-password-file").orElse(password.get())));
  }

  private static Jdbc jdbc(Settings settings, String section, Path defaultFile) {
    String url = settings.text(section + ".url");
    if (url.isEmpty()) {
      url = "jdbc:h2:file:" + defaultFile.toAbsolutePath().normalize();
    }
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new ConfigException(
          section + ".url is not possible; allowed: jdbc:h2:file:... or jdbc:postgresql:...");
    }
    return new Jdbc(
        url, settings.text(section + ".user"), settings.file(section + ".password-file"));
  }

  private void refuseInsecure(Settings settings) {
    boolean loopback = fix.host().isLoopbackAddress();
    if (fix.tls().isEmpty() && (profile == Profile.PRODUCTION || !loopback)) {
      throw new ConfigException(
          "fix.tls.keystore is empty; without TLS only profile embedded on a loopback address");
    }
    if (profile != Profile.PRODUCTION) {
      return;
    }
    if (settings.path("keys").isEmpty()) {
      throw new ConfigException("keys is empty; profile production needs the folder of its keys");
    }
    if (!throttles) {
      throw new ConfigException("throttles = off is possible in profile embedded only");
    }
    if (!syncedLog) {
      throw new ConfigException(
          "sequencer.sync = written is not possible for a single production member; allowed:"
              + " synced");
    }
    for (Jdbc jdbc : List.of(dropCopy, ledger)) {
      if (!jdbc.url().startsWith("jdbc:postgresql:")) {
        throw new ConfigException(
            "dropcopy.url and ledger.url name PostgreSQL in profile production");
      }
    }
  }
}
