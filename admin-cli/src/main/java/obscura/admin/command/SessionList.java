package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists all sessions. */
@Command(name = "list", description = "Lists all sessions.")
final class SessionList extends Verb {
  @Override
  public Integer call() {
    return list("session-list", Map.of());
  }
}
