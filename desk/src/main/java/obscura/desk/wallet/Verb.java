package obscura.desk.wallet;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands do alike. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  final CommandSpec spec() {
    return Objects.requireNonNull(spec, "set when the command line is built");
  }

  final Desk desk() {
    return (Desk) spec().root().userObject();
  }

  final void say(String line) {
    PrintWriter out = spec().commandLine().getOut();
    out.println(line);
    out.flush();
  }

  final void warn(String line) {
    PrintWriter err = spec().commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /** The command line makes no sense; the text names the option and what is allowed. */
  final ParameterException usage(String text) {
    return new ParameterException(spec().commandLine(), text);
  }

  /** Says aloud what a reading cannot show. */
  final void warnOf(Reading reading) {
    for (long batch : reading.archive().unreadable()) {
      warn(
          "batch "
              + Long.toUnsignedString(batch)
              + " is not in clear in its transaction: notes of it are missing here");
    }
  }
}
