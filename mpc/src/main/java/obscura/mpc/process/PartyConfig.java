package obscura.mpc.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.mpc.api.Mode;
import obscura.mpc.net.CertificateFiles;
import obscura.mpc.net.PlainTransport;
import obscura.mpc.net.Transport;
import obscura.mpc.roster.Operators;

/**
 * The checked configuration of one party; see {@code conf/party.conf} for the meaning of each
 * value.
 *
 * @param id 0, 1 or 2
 * @param peers the addresses of the three, in order
 * @param operators who sign the roster
 * @param roster file to begin with; empty: the venue hands one over
 * @param signingKey file with the seed of this party's own signing key; empty: one is made
 * @param storeKey 32 bytes
 * @param synced whether records are on the disk before they are acknowledged
 * @param plainOperations whether it does operations on values that are for nothing else: in profile
 *     development
 */
@SuppressWarnings("ArrayRecordComponent")
public record PartyConfig(
    int id,
    String instance,
    Path data,
    List<InetSocketAddress> peers,
    InetSocketAddress venue,
    Transport transport,
    Operators operators,
    Optional<Path> roster,
    Optional<Path> signingKey,
    byte[] storeKey,
    boolean synced,
    int metricsPort,
    Mode security,
    boolean plainOperations) {
  /** Holds the store's key in hex where no file is named. */
  public static final String KEY_VARIABLE = "OBSCURA_MPC_STORE_KEY";

  private static final int PARTIES = 3;
  private static final int KEY_BYTES = 32;

  /**
   * Reads and checks.
   *
   * @throws PartyConfigException with one line that names key, value and what is allowed
   */
  public static PartyConfig load(int id, Path file, Map<String, String> environment) {
    if (id < 0 || id >= PARTIES) {
      throw PartySettings.refused("--id", Integer.toString(id), "0, 1 or 2");
    }
    PartySettings settings = PartySettings.load(file);
    boolean production =
        settings.word("profile", List.of("development", "production")).equals("production");
    Mode security = security(settings, production);
    List<InetSocketAddress> peers = settings.addresses("peers.addresses", PARTIES);
    InetSocketAddress venue = settings.address("venue.listen");
    return new PartyConfig(
        id,
        settings.filled("instance"),
        Path.of(settings.filled("data")),
        peers,
        venue,
        settings.flag("tls.mode") ? tls(settings) : plain(production, peers, venue),
        KeyFiles.operators(settings.files("roster.operators", PARTIES)),
        settings.text("roster.file").isEmpty()
            ? Optional.empty()
            : Optional.of(settings.file("roster.file")),
        settings.text("signing.key-file").isEmpty()
            ? Optional.empty()
            : Optional.of(settings.file("signing.key-file")),
        storeKey(settings, environment),
        settings.word("store.sync", List.of("written", "synced")).equals("synced"),
        settings.port("metrics.port"),
        security,
        !production);
  }

  private static Mode security(PartySettings settings, boolean production) {
    String word = settings.word("security", List.of("malicious", "semi-honest"));
    if (word.equals("malicious")) {
      return Mode.MALICIOUS;
    }
    if (production) {
      throw PartySettings.refused("security", word, "malicious in profile production");
    }
    return Mode.SEMI_HONEST;
  }

  private static Transport tls(PartySettings settings) {
    List<Path> certificates = settings.files("peers.certificates", PARTIES);
    Path venue = settings.file("venue.certificate");
    Path keystore = settings.file("tls.keystore");
    Path password = settings.file("tls.password-file");
    try {
      return CertificateFiles.transport(
          keystore,
          password,
          Map.of(
              0,
              certificates.get(0),
              1,
              certificates.get(1),
              2,
              certificates.get(2),
              Transport.VENUE,
              venue));
    } catch (IOException e) {
      throw new PartyConfigException("tls cannot be used: " + e.getMessage());
    }
  }

  private static Transport plain(
      boolean production, List<InetSocketAddress> peers, InetSocketAddress venue) {
    if (production) {
      throw PartySettings.refused("tls.mode", "off", "on in profile production");
    }
    boolean loopback = peers.stream().allMatch(PartyConfig::isLoopback) && isLoopback(venue);
    if (!loopback) {
      throw PartySettings.refused("tls.mode", "off", "on unless all addresses are loopback");
    }
    return new PlainTransport();
  }

  private static boolean isLoopback(InetSocketAddress address) {
    return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
  }

  private static byte[] storeKey(PartySettings settings, Map<String, String> environment) {
    Optional<Path> file =
        settings.text("store.key-file").isEmpty()
            ? Optional.empty()
            : Optional.of(settings.file("store.key-file"));
    try {
      String hex = file.isPresent() ? Files.readString(file.get()) : environment.get(KEY_VARIABLE);
      if (hex == null) {
        throw new PartyConfigException(
            "store.key-file is empty and " + KEY_VARIABLE + " is not set");
      }
      byte[] key = HexFormat.of().parseHex(hex.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException | IOException wrong) {
      throw notHex(file);
    }
    throw notHex(file);
  }

  private static PartyConfigException notHex(Optional<Path> file) {
    String where = file.map(path -> "store.key-file " + path).orElse(KEY_VARIABLE);
    return new PartyConfigException(where + " must hold 64 hex digits");
  }

  /** Tells no key. */
  @Override
  public String toString() {
    return "PartyConfig[" + id + ", " + instance + "]";
  }
}
