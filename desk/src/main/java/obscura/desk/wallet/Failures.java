package obscura.desk.wallet;

import java.io.IOException;
import obscura.settlement.evm.MalformedDataException;
import obscura.settlement.evm.VaultMismatchException;
import obscura.settlement.evm.VaultRefusedException;
import org.web3j.protocol.exceptions.ClientConnectionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What failures mean to the caller of a command: a line on its error stream and an exit code. */
public final class Failures {
  /** The command line makes no sense. */
  public static int misused(ParameterException mistake) {
    mistake.getCommandLine().getErr().println(mistake.getMessage());
    return ExitCodes.USAGE;
  }

  /**
   * A command failed.
   *
   * @throws Exception the failure itself, if it is a mistake of ours
   */
  public static int failed(Exception failure, CommandLine command) throws Exception {
    String why = String.valueOf(failure.getMessage());
    int code =
        switch (failure) {
          case RefusedException _ -> ExitCodes.REFUSED;
          case VaultMismatchException _ -> ExitCodes.REFUSED;
          case VaultRefusedException _ -> {
            why = "the vault refuses: " + why;
            yield ExitCodes.REFUSED;
          }
          case MalformedDataException _ -> {
            why = "what the node says is not of a vault: " + why;
            yield ExitCodes.REFUSED;
          }
          case IOException _ -> {
            why = "the node does not answer as it should: " + why;
            yield ExitCodes.NOT_REACHABLE;
          }
          case ClientConnectionException _ -> {
            why = "the node does not answer as it should: " + why;
            yield ExitCodes.NOT_REACHABLE;
          }
          default -> throw failure;
        };
    command.getErr().println(why);
    return code;
  }

  private Failures() {}
}
