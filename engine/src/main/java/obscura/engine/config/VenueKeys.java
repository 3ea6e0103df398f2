package obscura.engine.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The venue's symmetric keys: files of 64 hex digits, readable by their owner alone. Profile
 * embedded makes the missing ones; production refuses to start without.
 */
public final class VenueKeys {
  private static final int BYTES = 32;

  private final Path folder;
  private final boolean makeMissing;

  public VenueKeys(VenueConfig config) {
    this.folder = config.keys();
    this.makeMissing = config.profile() == VenueConfig.Profile.EMBEDDED;
  }

  /**
   * The 32 bytes of a key.
   *
   * @param name file name without its ending {@code .key}
   */
  public byte[] key(String name) {
    return key(folder.resolve(name + ".key"));
  }

  /** The 32 bytes of a key that lies elsewhere. */
  public byte[] key(Path file) {
    try {
      if (!Files.exists(file) && makeMissing) {
        make(file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException notHex) {
      throw new ConfigException("key file " + file + " must hold 64 hex digits");
    } catch (IOException unreadable) {
      throw new ConfigException("key file " + file + " cannot be read; it must hold 64 hex digits");
    }
    throw new ConfigException("key file " + file + " must hold 64 hex digits");
  }

  private void make(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
  }

  /** A file of the key folder; in profile embedded the folder is there. */
  public Path file(String name) {
    try {
      if (makeMissing) {
        Files.createDirectories(folder);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    return folder.resolve(name);
  }

  /** Whether missing keys are made. */
  public boolean makesMissing() {
    return makeMissing;
  }
}
