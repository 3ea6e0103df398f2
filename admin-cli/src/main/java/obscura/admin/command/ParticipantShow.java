package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a participant. */
@Command(name = "show", description = "Shows a participant.")
final class ParticipantShow extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Override
  public Integer call() {
    return one("participant-show", Map.of("participant", participant));
  }
}
