package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Gives the parties other keys. */
@Command(
    name = "rotate-keys",
    description = "Begins an epoch: the parties agree on other keys. Jobs wait for it, some ms.")
final class MpcRotateKeys extends Verb {
  @Override
  public Integer call() {
    return act("mpc-rotate-keys", Map.of());
  }
}
