package obscura.admin.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file that an owner handed over.
 *
 * @param text as it is, in ASCII
 */
record HandedFile(String text) {
  /** The endpoint takes no more. */
  private static final int BYTES_MAX = 1 << 20;

  /** Reads one. */
  static final class Converter implements ITypeConverter<HandedFile> {
    @Override
    public HandedFile convert(String name) {
      Path file = Path.of(name);
      try {
        if (Files.size(file) > BYTES_MAX) {
          throw new TypeConversionException(
              file + " is no file of an owner's: allowed are " + BYTES_MAX + " bytes");
        }
        return new HandedFile(Files.readString(file, StandardCharsets.US_ASCII));
      } catch (IOException unreadable) {
        throw new TypeConversionException(file + " cannot be read as a text in ASCII");
      }
    }
  }

  /** Its lines, without those that are empty. */
  List<String> lines() {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "HandedFile";
  }
}
