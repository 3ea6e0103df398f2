package obscura.desk.vault;

import java.util.Objects;
import obscura.desk.wallet.Failures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line that prepares a chain for the venue. */
@Command(
    name = "vault",
    mixinStandardHelpOptions = true,
    version = "Obscura 0.1.0",
    description = "Puts a vault on an EVM chain, and looks at one.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused by the vault or the node, or the vault is another one",
      "2:the command line makes no sense",
      "3:the node did not answer; look at the chain before you say it again"
    },
    subcommands = {Deploy.class, ListToken.class, Show.class})
public final class VaultTool implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private VaultTool() {}

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new VaultTool())
        .setParameterExceptionHandler((mistake, arguments) -> Failures.misused(mistake))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Failures.failed(failure, command));
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "which of deploy, list-token, show?");
  }
}
