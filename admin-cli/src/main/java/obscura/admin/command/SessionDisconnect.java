package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Logs a session out. */
@Command(name = "disconnect", description = "Logs a session out; it may log on again.")
final class SessionDisconnect extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Override
  public Integer call() {
    return act("session-disconnect", Map.of("participant", participant));
  }
}
