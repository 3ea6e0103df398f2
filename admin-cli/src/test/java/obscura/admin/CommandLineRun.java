package obscura.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import obscura.admin.command.Admin;
import obscura.admin.command.Terminal;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of the command line and what came of it.
 *
 * @param asked the question at the terminal, if there was one
 */
public record CommandLineRun(int exitCode, String out, String err, Optional<String> asked) {
  /** Runs a line of words separated by blanks, with nobody at a terminal. */
  public static CommandLineRun of(Path data, String line) {
    return run(data, line, question -> Optional.empty());
  }

  /** Runs it with somebody at the terminal who gives this answer. */
  public static CommandLineRun answering(String answer, Path data, String line) {
    StringBuilder asked = new StringBuilder();
    CommandLineRun run =
        run(
            data,
            line,
            question -> {
              asked.append(question);
              return Optional.of(answer);
            });
    return new CommandLineRun(
        run.exitCode, run.out, run.err, Optional.of(asked.toString()).filter(q -> !q.isEmpty()));
  }

  private static CommandLineRun run(Path data, String line, Terminal terminal) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Admin.commandLine(Map.of("OBSCURA_ADMIN_DATA", data.toString()), terminal)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] words =
        Arrays.stream(line.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new);
    int exitCode = command.execute(words);
    return new CommandLineRun(exitCode, out.toString(), err.toString(), Optional.empty());
  }

  /** The only JSON document that was written. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
