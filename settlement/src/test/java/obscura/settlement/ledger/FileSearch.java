package obscura.settlement.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a value in all files of a folder, in every form in which it could have got there. */
public final class FileSearch {
  private FileSearch() {}

  public static boolean found(Path folder, String text) throws IOException {
    return found(
        folder,
        List.of(
            text.getBytes(StandardCharsets.US_ASCII),
            text.getBytes(StandardCharsets.UTF_16LE),
            text.getBytes(StandardCharsets.UTF_16BE)));
  }

  static boolean found(Path folder, long number) throws IOException {
    return found(
        folder,
        List.of(
            ByteBuffer.allocate(8).putLong(number).array(),
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array()));
  }

  private static boolean found(Path folder, List<byte[]> forms) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (forms.stream()
            .anyMatch(form -> content.contains(new String(form, StandardCharsets.ISO_8859_1)))) {
          return true;
        }
      }
    }
    return false;
  }
}
