package obscura.mpc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import obscura.mpc.api.Mode;

/**
 * Stores of three parties with a filled book, filled once by the fastest way there is and copied
 * for each engine that is measured.
 */
final class Books {
  private final Path folder;
  private final Path original;
  private int copies;

  private Books(Path folder) {
    this.folder = folder;
    this.original = folder.resolve("original");
  }

  /** Fills a book order by order. */
  static Books fill(Path folder, int orders) {
    Books books = new Books(folder);
    try (Engine engine = new EngineHere(books.original, Mode.SEMI_HONEST)) {
      new Orders(engine.port()).fill(orders);
    }
    return books;
  }

  /** A folder of its own for an engine. */
  Path copy() throws IOException {
    Path copy = folder.resolve("copy-" + ++copies);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }
}
