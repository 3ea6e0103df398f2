package obscura.desk.wallet;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of an owner: its start, and what failures mean. */
@Command(
    name = "desk",
    mixinStandardHelpOptions = true,
    version = "Obscura 0.1.0",
    description =
        "An owner's wallet: notes, permits, deposits and withdrawals, from a seed and the chain"
            + " alone.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, as far as it can be done now",
      "1:refused by the vault, the node or this wallet",
      "2:the command line makes no sense",
      "3:the node did not answer; the same command goes on where it stood"
    },
    subcommands = {Keys.class, Balance.class, Deposit.class, Permit.class, Withdraw.class})
public final class Desk implements Runnable {
  private static final String DATA = "OBSCURA_DESK_DATA";

  private final Map<String, String> environment;
  private final Pause pause;

  @Spec private @Nullable CommandSpec spec;

  private Desk(Map<String, String> environment, Pause pause) {
    this.environment = environment;
    this.pause = pause;
  }

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv(), Thread::sleep).execute(arguments));
  }

  /** The command line over this environment. */
  static CommandLine commandLine(Map<String, String> environment, Pause pause) {
    return new CommandLine(new Desk(environment, pause))
        .setParameterExceptionHandler((mistake, arguments) -> Failures.misused(mistake))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Failures.failed(failure, command));
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "which of keys, balance, deposit, permit, withdraw?");
  }

  Pause pause() {
    return pause;
  }

  /** Where a venue of profile embedded leaves its vault's file. */
  Path vaultFile() {
    return Path.of(environment.getOrDefault(DATA, "data"), "wallets", "vault.properties");
  }
}
