package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Asks whitelisted makers only. */
@Command(name = "permissioned", description = "Asks whitelisted makers only.")
final class ModePermissioned extends Verb {
  @Override
  public Integer call() {
    return act("mode", Map.of("permissioned", true));
  }
}
