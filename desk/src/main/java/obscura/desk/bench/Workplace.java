package obscura.desk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import obscura.desk.launch.LaunchedEcho;
import obscura.desk.launch.LaunchedParties;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.launch.Project;

/** Fresh folders and processes for one bench; removed when it is closed, unless kept. */
final class Workplace implements AutoCloseable {
  static final String THROTTLES_OFF = "throttles=off";
  private final Project project;
  private final Path folder;
  private int processes;
  private boolean kept;

  private Workplace(Project project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  static Workplace open(Project project) {
    try {
      return new Workplace(project, Files.createTempDirectory("obscura-bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LaunchedVenue venue(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add(THROTTLES_OFF);
    return LaunchedVenue.start(project, newFolder("venue"), all);
  }

  /** Three parties in processes of their own. */
  LaunchedParties parties(LaunchedParties.Security security) {
    return LaunchedParties.start(project, newFolder("parties"), security);
  }

  LaunchedEcho echo(boolean sync) {
    return LaunchedEcho.start(project, newFolder("echo"), sync, List.of("DESK1"));
  }

  Path newFolder(String name) {
    try {
      processes++;
      return Files.createDirectory(folder.resolve(name + "-" + processes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Project project() {
    return project;
  }

  /** Leaves all files where they are when this is closed; returns where. */
  Path keep() {
    kept = true;
    return folder;
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
