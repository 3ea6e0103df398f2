package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Resumes a participant. */
@Command(name = "resume", description = "Lets a suspended participant trade again.")
final class ParticipantResume extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Override
  public Integer call() {
    return act("participant-resume", Map.of("participant", participant));
  }
}
