package obscura.settlement.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The key of 32 bytes that encrypts the journal. Without it the ledger cannot be read. */
public final class LedgerKey {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  private final byte[] value;

  private LedgerKey(byte[] value) {
    this.value = value;
  }

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static LedgerKey of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("a ledger key has 32 bytes, not " + value.length);
    }
    return new LedgerKey(value.clone());
  }

  /**
   * Reads a file of 64 hex digits.
   *
   * @throws LedgerException if there is none, or it is of another form
   */
  public static LedgerKey load(Path file) {
    try {
      return of(HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw new LedgerException("not a ledger key of 64 hex digits: " + file);
    }
  }

  /**
   * Makes a key file, readable by its owner only (mode 600).
   *
   * @throws LedgerException if the file exists or cannot be written
   */
  public static LedgerKey generate(Path file) {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(fresh) + "\n"));
    } catch (IOException e) {
      throw new LedgerException("cannot create the key file " + file + " (it must not exist)", e);
    }
    return of(fresh);
  }

  byte[] bytes() {
    return value.clone();
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "LedgerKey";
  }
}
