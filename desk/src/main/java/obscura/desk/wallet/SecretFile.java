package obscura.desk.wallet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import obscura.settlement.note.OwnerSeed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Files with one secret of 32 bytes in hex digits. What they hold is in no message. */
public final class SecretFile {
  private static final int DIGITS = 2 * OwnerSeed.BYTES;

  /** Reads an owner's seed. */
  static final class Seed implements ITypeConverter<OwnerSeed> {
    @Override
    public OwnerSeed convert(String file) {
      return OwnerSeed.of(read(Path.of(file)));
    }
  }

  /**
   * Reads 64 hex digits, with or without 0x.
   *
   * @throws TypeConversionException if there is no such file, or it holds something else
   */
  public static byte[] read(Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new TypeConversionException("no file that can be read: " + file);
    }
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-fA-F]{" + DIGITS + "}")) {
      throw new TypeConversionException(file + " is to hold 64 hex digits and nothing else");
    }
    return HexFormat.of().parseHex(digits);
  }

  /**
   * Writes a secret to a new file that its owner alone may read, and to the disk.
   *
   * @throws RefusedException if the file is there already, or cannot be written
   */
  static void create(Path file, byte[] secret) {
    byte[] text = (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer left = ByteBuffer.wrap(text);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException there) {
      throw new RefusedException("--seed: " + file + " is there already, and is left as it is");
    } catch (IOException failed) {
      throw new RefusedException("--seed: " + file + " cannot be written: " + failed.getMessage());
    }
  }

  private SecretFile() {}
}
