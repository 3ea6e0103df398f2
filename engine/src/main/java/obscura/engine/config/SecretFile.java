package obscura.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file with one secret of 32 bytes in hex digits, for its owner alone. What it holds is in no
 * message.
 */
public final class SecretFile {
  private static final int BYTES = 32;
  private static final String ALLOWED =
      " is not possible; allowed: a file of 64 hex digits that only its owner may read and write";
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretFile() {}

  /**
   * Reads it; digits may stand behind 0x.
   *
   * @param key of the configuration, for the message
   * @throws ConfigException if it cannot be read, others may read it, or it holds something else
   */
  public static byte[] read(String key, Path file) {
    try {
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new ConfigException(key + " = " + file + " (open to others)" + ALLOWED);
      }
      String text = Files.readString(file).strip();
      byte[] secret = HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
      if (secret.length == BYTES) {
        return secret;
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // Said below, without the file's text.
    }
    throw new ConfigException(key + " = " + file + ALLOWED);
  }
}
