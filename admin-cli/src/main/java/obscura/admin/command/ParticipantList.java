package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists all participants. */
@Command(name = "list", description = "Lists all participants.")
final class ParticipantList extends Verb {
  @Override
  public Integer call() {
    return list("participant-list", Map.of());
  }
}
