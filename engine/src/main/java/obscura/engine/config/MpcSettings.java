package obscura.engine.config;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.engine.config.VenueConfig.Profile;
import obscura.mpc.api.Mode;

/** Reads the section {@code mpc}. */
final class MpcSettings {
  private static final int PARTIES = 3;
  private static final int PORT_MAX = 65_535;
  private static final int TRIPLES_MAX = 1 << 30;

  private MpcSettings() {}

  static VenueConfig.Mpc read(Settings settings, Profile profile) {
    Duration timeout =
        settings.duration("mpc.timeout", Duration.ofMillis(100), Duration.ofMinutes(1));
    boolean remote = settings.word("mpc.mode", List.of("embedded", "remote")).equals("remote");
    List<String> rosterEntries = rosterEntries(settings, remote);
    return new VenueConfig.Mpc(
        timeout,
        security(settings, profile),
        settings.file("mpc.signing-key"),
        remote ? Optional.of(remote(settings, profile)) : Optional.empty(),
        new VenueConfig.MpcAlerts(
            settings.duration("mpc.alerts.slowest", Duration.ofMillis(1), Duration.ofMinutes(5)),
            settings.number("mpc.alerts.fewest-triples", 0, TRIPLES_MAX)),
        settings.flag("mpc.benchmark-at-start"),
        rosterEntries);
  }

  private static List<String> rosterEntries(Settings settings, boolean remote) {
    String text = settings.text("mpc.roster-entries").strip();
    if (!text.isEmpty() && remote) {
      throw new ConfigException(
          "mpc.roster-entries is for mpc.mode = embedded; the operators of parties in processes of"
              + " their own enter what they decide (scripts/mpc-party roster)");
    }
    return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*", -1));
  }

  private static Mode security(Settings settings, Profile profile) {
    return switch (settings.word("mpc.security", List.of("", "semi-honest", "malicious"))) {
      case "malicious" -> Mode.MALICIOUS;
      case "semi-honest" -> {
        if (profile == Profile.PRODUCTION) {
          throw new ConfigException(
              "mpc.security = semi-honest is not possible in profile production; allowed:"
                  + " malicious");
        }
        yield Mode.SEMI_HONEST;
      }
      default -> profile == Profile.PRODUCTION ? Mode.MALICIOUS : Mode.SEMI_HONEST;
    };
  }

  private static VenueConfig.RemoteParties remote(Settings settings, Profile profile) {
    List<InetSocketAddress> addresses =
        three(settings, "mpc.remote.addresses", "three of host:port, separated by commas").stream()
            .map(MpcSettings::address)
            .toList();
    Path roster =
        settings
            .file("mpc.remote.roster")
            .orElseThrow(() -> new ConfigException("mpc.remote.roster is empty"));
    if (settings.flag("mpc.remote.tls")) {
      return new VenueConfig.RemoteParties(addresses, roster, Optional.of(tls(settings)));
    }
    boolean loopback =
        addresses.stream().allMatch(a -> !a.isUnresolved() && a.getAddress().isLoopbackAddress());
    if (profile == Profile.PRODUCTION || !loopback) {
      throw new ConfigException(
          "mpc.remote.tls = off is possible in profile embedded on loopback addresses only");
    }
    return new VenueConfig.RemoteParties(addresses, roster, Optional.empty());
  }

  private static VenueConfig.PartyTls tls(Settings settings) {
    List<Path> certificates =
        three(settings, "mpc.remote.certificates", "three files, separated by commas").stream()
            .map(MpcSettings::readable)
            .toList();
    Optional<Path> keystore = settings.file("mpc.remote.keystore");
    Optional<Path> password = settings.file("mpc.remote.password-file");
    if (keystore.isEmpty() || password.isEmpty()) {
      throw new ConfigException(
          "mpc.remote.keystore and mpc.remote.password-file are needed unless mpc.remote.tls ="
              + " off");
    }
    return new VenueConfig.PartyTls(keystore.get(), password.get(), certificates);
  }

  private static List<String> three(Settings settings, String key, String allowed) {
    String value = settings.text(key);
    List<String> parts = List.of(value.strip().split("\\s*,\\s*", -1));
    if (parts.size() != PARTIES || parts.contains("")) {
      throw new ConfigException(key + " = " + value + " is not possible; allowed: " + allowed);
    }
    return parts;
  }

  private static Path readable(String name) {
    Path path = Path.of(name);
    if (!Files.isReadable(path)) {
      throw new ConfigException(
          "mpc.remote.certificates = "
              + name
              + " is not possible; allowed: files that can be read");
    }
    return path;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > PORT_MAX) {
      throw new ConfigException(
          "mpc.remote.addresses = " + text + " is not possible; allowed: host:port");
    }
    return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
  }
}
