package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Asks every maker. */
@Command(name = "permissionless", description = "Asks every maker.")
final class ModePermissionless extends Verb {
  @Override
  public Integer call() {
    return act("mode", Map.of("permissioned", false));
  }
}
