package obscura.mpc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import obscura.mpc.bench.TaskRun.Measured;
import org.jspecify.annotations.Nullable;

/** Measures tasks with three processes over loopback. */
final class ProcessRun {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private ProcessRun() {}

  /**
   * What party 0 measured.
   *
   * @param certificates null for lines without TLS
   */
  static List<Measured> measure(TaskRun run, @Nullable Certificates certificates, Path folder)
      throws IOException, InterruptedException {
    String ports =
        Children.freePorts(3).stream().map(String::valueOf).collect(Collectors.joining(","));
    String lines = certificates == null ? "plain" : certificates.folder().toString();
    try (Children parties = new Children(Files.createDirectories(folder))) {
      for (int k = 0; k < 3; k++) {
        parties.start(
            Certificates.party(k),
            PartyChild.class,
            List.of(
                Integer.toString(k),
                ports,
                lines,
                run.quick() ? "quick" : "usual",
                Integer.toString(run.percent())));
      }
      parties.await(LIMIT);
      return parties.printed(Certificates.party(0)).stream().map(Measured::parse).toList();
    }
  }
}
