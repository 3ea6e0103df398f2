package obscura.admin.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the parties signed of a selection. */
@Command(
    name = "transcript",
    description =
        "Prints what the three parties signed of a selection: for scripts/mpc-party verify, for a"
            + " maker that asks, for compliance.")
final class RfqTranscript extends Verb {
  @Parameters(paramLabel = "REQUEST", description = "The venue's number of it, such as R1A.")
  private String rfq = "";

  @Option(
      names = "--maker",
      paramLabel = "MAKER",
      description = "Only what is this maker's own: to be handed to it.")
  private String maker = "";

  @Override
  public Integer call() {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("rfq", rfq);
    if (!maker.isEmpty()) {
      arguments.put("participant", maker);
    }
    return text("rfq-transcript", arguments);
  }
}
