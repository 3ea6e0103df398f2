package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the next sequence numbers of a session. */
@Command(name = "set-seq", description = "Sets the next sequence numbers of a session.")
final class SessionSetSeq extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Option(
      names = "--sender",
      paramLabel = "N",
      required = true,
      description = "Number of the next message to the client.")
  private int sender;

  @Option(
      names = "--target",
      paramLabel = "N",
      required = true,
      description = "Number expected next from the client.")
  private int target;

  @Override
  public Integer call() {
    return act(
        "session-set-seq",
        Map.of("participant", participant, "nextSender", sender, "nextTarget", target));
  }
}
