package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restarts both sequence numbers of a session. */
@Command(name = "reset", description = "Restarts both sequence numbers of a session at 1.")
final class SessionReset extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end =
        confirmed(
            yes,
            "Both sequence numbers of "
                + participant
                + " restart at 1, and nothing sent can be resent.");
    return end.orElseGet(() -> act("session-reset", Map.of("participant", participant)));
  }
}
