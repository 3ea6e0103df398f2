package obscura.desk.wallet;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command line and what came of it. */
record DeskRun(int exitCode, String out, String err) {
  /** Runs a line of words separated by blanks; it is an error if it waits. */
  static DeskRun of(String line) {
    return waiting(
        time -> {
          throw new AssertionError("nobody told it to wait");
        },
        line);
  }

  static DeskRun waiting(Pause pause, String line) {
    return of(Map.of(), pause, line);
  }

  static DeskRun of(Map<String, String> environment, Pause pause, String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Desk.commandLine(environment, pause)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] words =
        Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    int exitCode = command.execute(words);
    return new DeskRun(exitCode, out.toString(), err.toString());
  }
}
