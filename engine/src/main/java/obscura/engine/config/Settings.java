package obscura.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.Parse;
import com.typesafe.config.ConfigException.WrongType;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Raw settings: the documented defaults, then a file, the environment and the command line, each
 * over the one before. Whatever is not among the defaults is refused.
 */
final class Settings {
  private static final String DEFAULTS = "venue.conf";
  private static final String PREFIX = "OBSCURA_";

  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  static Settings load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    Config defaults = ConfigFactory.parseResources(Settings.class.getClassLoader(), DEFAULTS);
    if (defaults.isEmpty()) {
      throw new IllegalStateException(DEFAULTS + " is missing from the class path");
    }
    Config all = file.map(Settings::parse).orElseGet(ConfigFactory::empty).withFallback(defaults);
    for (String key : keys(defaults)) {
      String value = environment.get(variable(key));
      if (value != null) {
        all = all.withValue(key, ConfigValueFactory.fromAnyRef(value));
      }
    }
    for (Map.Entry<String, String> entry : overrides.entrySet()) {
      all = all.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue()));
    }
    refuseUnknown(all, defaults);
    return new Settings(all.resolve());
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigException("configuration file " + file + " cannot be read");
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (Parse wrong) {
      throw new ConfigException(
          "configuration file " + file + ", line " + wrong.origin().lineNumber() + " is not HOCON");
    }
  }

  private static List<String> keys(Config defaults) {
    return defaults.entrySet().stream().map(Map.Entry::getKey).sorted().toList();
  }

  private static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static void refuseUnknown(Config all, Config defaults) {
    List<String> known = keys(defaults);
    String unknown =
        keys(all).stream().filter(key -> !known.contains(key)).collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          "unknown key " + unknown + "; known are " + String.join(", ", known));
    }
  }

  String text(String key) {
    return read(key, "a text", () -> config.getString(key));
  }

  /** One of a few words. */
  String word(String key, List<String> allowed) {
    String value = text(key);
    if (!allowed.contains(value)) {
      throw refused(key, value, String.join(" or ", allowed));
    }
    return value;
  }

  /** HOCON reads on, yes and true alike; so do we. */
  boolean flag(String key) {
    return read(key, "true or false", () -> config.getBoolean(key));
  }

  int number(String key, int from, int to) {
    String allowed = "a whole number from " + from + " to " + to;
    int value = read(key, allowed, () -> config.getInt(key));
    if (value < from || value > to) {
      throw refused(key, Integer.toString(value), allowed);
    }
    return value;
  }

  /** As {@link #number}, for numbers that may be large. */
  long whole(String key, long from, long to) {
    String allowed = "a whole number from " + from + " to " + to;
    long value = read(key, allowed, () -> config.getLong(key));
    if (value < from || value > to) {
      throw refused(key, Long.toString(value), allowed);
    }
    return value;
  }

  Duration duration(String key, Duration from, Duration to) {
    String allowed = "a time from " + from.toMillis() + "ms to " + to.toMillis() + "ms";
    Duration value = read(key, allowed, () -> config.getDuration(key));
    if (value.compareTo(from) < 0 || value.compareTo(to) > 0) {
      throw refused(key, value.toMillis() + "ms", allowed);
    }
    return value;
  }

  /** A path, or empty for the empty text. */
  Optional<Path> path(String key) {
    return Optional.of(text(key)).filter(value -> !value.isEmpty()).map(Path::of);
  }

  /** As {@link #path}; what is named must be a file that can be read. */
  Optional<Path> file(String key) {
    Optional<Path> path = path(key);
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw refused(key, path.get().toString(), "a file that can be read, or empty");
    }
    return path;
  }

  private <T> T read(String key, String allowed, Supplier<T> value) {
    try {
      return value.get();
    } catch (WrongType | com.typesafe.config.ConfigException.BadValue wrong) {
      throw refused(key, config.getValue(key).unwrapped().toString(), allowed);
    }
  }

  private static ConfigException refused(String key, String value, String allowed) {
    return new ConfigException(key + " = " + value + " is not possible; allowed: " + allowed);
  }
}
