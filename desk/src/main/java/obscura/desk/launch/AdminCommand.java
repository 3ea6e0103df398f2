package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code scripts/admin} against one venue. */
public record AdminCommand(Project project, Path data) {
  /**
   * Runs one command and returns its standard output.
   *
   * @throws IllegalStateException with everything it printed when its exit code is not 0
   */
  public String run(String... words) {
    Result result = tryRun(words);
    if (result.exit() != 0) {
      throw new IllegalStateException(
          "admin "
              + String.join(" ", words)
              + " ended with "
              + result.exit()
              + ":\n"
              + result.output());
    }
    return result.output();
  }

  /** Runs one command, whatever its exit code. */
  public Result tryRun(String... words) {
    List<String> command = new ArrayList<>(List.of(project.script("admin").toString()));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(project.root().toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run scripts/admin", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What a command printed and its exit code. */
  public record Result(int exit, String output) {}
}
