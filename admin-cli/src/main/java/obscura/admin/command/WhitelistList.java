package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the whitelisted makers. */
@Command(name = "list", description = "Lists the whitelisted makers.")
final class WhitelistList extends Verb {
  @Override
  public Integer call() {
    return list("maker-whitelist-list", Map.of());
  }
}
