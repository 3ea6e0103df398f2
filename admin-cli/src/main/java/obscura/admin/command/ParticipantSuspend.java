package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Suspends a participant. */
@Command(name = "suspend", description = "Lets a participant trade no longer.")
final class ParticipantSuspend extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end =
        confirmed(yes, participant + " can trade no longer and its session ends.");
    return end.orElseGet(() -> act("participant-suspend", Map.of("participant", participant)));
  }
}
