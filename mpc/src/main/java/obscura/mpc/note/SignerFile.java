package obscura.mpc.note;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The file of a {@link SignerKey}: 64 hex digits and a line feed, readable by its owner alone. A
 * crash leaves it whole or not there: it is written beside its place, forced to the disk, and then
 * renamed. One process.
 */
final class SignerFile {
  private static final int DIGITS = 64;

  private SignerFile() {}

  /**
   * Reads the key, or makes the file if there is none.
   *
   * @param fresh makes a key of 32 bytes
   * @throws IOException if it cannot be read or written
   * @throws IllegalArgumentException in one line, if it is damaged; it is left as it is
   */
  static byte[] read(Path file, Supplier<byte[]> fresh) throws IOException {
    if (!Files.exists(file)) {
      write(file, HexFormat.of().formatHex(fresh.get()) + "\n");
    }
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    if (!text.matches("[0-9a-fA-F]{" + DIGITS + "}")) {
      throw new IllegalArgumentException(
          file.getFileName()
              + " is damaged: its "
              + bytes.length
              + " bytes are not 64 hex digits; put back its copy, or delete it, and a new key is"
              + " made, which the vault's signers have to be changed to");
    }
    return HexFormat.of().parseHex(text);
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = Path.of(file + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
