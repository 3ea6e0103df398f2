package obscura.engine;

import java.io.IOException;
import java.nio.file.Files;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig.Jdbc;

/** Reads database passwords from their files. */
final class Passwords {
  private Passwords() {}

  static String read(Jdbc jdbc) {
    if (jdbc.passwordFile().isEmpty()) {
      return "";
    }
    try {
      return Files.readString(jdbc.passwordFile().get()).strip();
    } catch (IOException unreadable) {
      throw new ConfigException("password file " + jdbc.passwordFile().get() + " cannot be read");
    }
  }
}
