package obscura.admin.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verbs that belong together; itself it does nothing. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "VERB")
abstract class Group implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public final void run() {
    CommandSpec own = Objects.requireNonNull(spec, "set when the command line is built");
    throw new ParameterException(
        own.commandLine(), "which of " + String.join(", ", own.subcommands().keySet()) + "?");
  }
}
