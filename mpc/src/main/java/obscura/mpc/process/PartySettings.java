package obscura.mpc.process;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Raw settings: the documented defaults under a file. Anything else than they name is refused. */
final class PartySettings {
  private static final String DEFAULTS = "party.conf";
  private static final int PORT_MAX = 65_535;

  private final Config config;

  private PartySettings(Config config) {
    this.config = config;
  }

  static PartySettings load(Path file) {
    Config defaults = ConfigFactory.parseResources(PartySettings.class.getClassLoader(), DEFAULTS);
    if (defaults.isEmpty()) {
      throw new IllegalStateException(DEFAULTS + " is missing from the class path");
    }
    Config given = parse(file);
    List<String> known = keys(defaults);
    String unknown =
        keys(given).stream().filter(key -> !known.contains(key)).collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new PartyConfigException(
          "unknown key " + unknown + "; known are " + String.join(", ", known));
    }
    return new PartySettings(given.withFallback(defaults));
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new PartyConfigException("configuration file " + file + " cannot be read");
    }
    try {
      return ConfigFactory.parseFile(file.toFile())
          .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    } catch (ConfigException wrong) {
      throw new PartyConfigException(
          "configuration file " + file + " is not HOCON: " + wrong.getMessage());
    }
  }

  private static List<String> keys(Config config) {
    return config.entrySet().stream().map(Map.Entry::getKey).sorted().toList();
  }

  String text(String key) {
    return read(key, "a text", () -> config.getString(key));
  }

  String filled(String key) {
    String value = text(key);
    if (value.isEmpty()) {
      throw new PartyConfigException(key + " is empty");
    }
    return value;
  }

  String word(String key, List<String> allowed) {
    String value = text(key);
    if (!allowed.contains(value)) {
      throw refused(key, value, String.join(" or ", allowed));
    }
    return value;
  }

  /** HOCON reads on, yes and true alike; so do we. */
  boolean flag(String key) {
    return read(key, "on or off", () -> config.getBoolean(key));
  }

  int port(String key) {
    String allowed = "a port from 0 to " + PORT_MAX;
    int value = read(key, allowed, () -> config.getInt(key));
    if (value < 0 || value > PORT_MAX) {
      throw refused(key, Integer.toString(value), allowed);
    }
    return value;
  }

  Path file(String key) {
    return readable(key, filled(key));
  }

  List<Path> files(String key, int count) {
    return texts(key, count).stream().map(name -> readable(key, name)).toList();
  }

  private static Path readable(String key, String name) {
    Path path = Path.of(name);
    if (!Files.isReadable(path)) {
      throw refused(key, name, "a file that can be read");
    }
    return path;
  }

  InetSocketAddress address(String key) {
    return parse(key, filled(key));
  }

  List<InetSocketAddress> addresses(String key, int count) {
    return texts(key, count).stream().map(address -> parse(key, address)).toList();
  }

  private List<String> texts(String key, int count) {
    String allowed = "a list of " + count + " texts";
    List<String> texts = read(key, allowed, () -> config.getStringList(key));
    if (texts.size() != count) {
      throw refused(key, texts.toString(), allowed);
    }
    return texts;
  }

  private static InetSocketAddress parse(String key, String address) {
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > PORT_MAX) {
      throw refused(key, address, "host:port");
    }
    return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(port));
  }

  private <T> T read(String key, String allowed, Supplier<T> value) {
    try {
      return value.get();
    } catch (ConfigException wrong) {
      throw refused(key, config.getValue(key).unwrapped().toString(), allowed);
    }
  }

  static PartyConfigException refused(String key, String value, String allowed) {
    return new PartyConfigException(key + " = " + value + " is not possible; allowed: " + allowed);
  }
}
