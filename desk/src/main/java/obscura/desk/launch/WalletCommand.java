package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code scripts/desk}, the owner's wallet. */
public record WalletCommand(Project project) {
  /**
   * Runs one command and returns what it printed.
   *
   * @throws IllegalStateException with that when its exit code is not 0
   */
  public String run(List<String> words) {
    List<String> command = new ArrayList<>(List.of(project.script("desk").toString()));
    command.addAll(words);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(project.root().toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("scripts/desk ended with " + exit + ":\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run scripts/desk", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
