package obscura.admin.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the completion script. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(scripts/admin completion)")
final class Completion extends Verb {
  @Override
  public Integer call() {
    CommandLine root = spec().root().commandLine();
    print(AutoComplete.bash(root.getCommandName(), root));
    return ExitCodes.OK;
  }
}
