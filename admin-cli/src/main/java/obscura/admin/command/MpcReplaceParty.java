package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over a party that was replaced. */
@Command(
    name = "replace-party",
    description =
        "Takes over a party that was replaced by an empty one under another certificate, when its"
            + " certificate file and the signed roster are in place. Jobs wait for it.")
final class MpcReplaceParty extends Verb {
  @Parameters(paramLabel = "PARTY", description = "0, 1 or 2")
  private String party = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end =
        confirmed(
            yes, "Party " + party + " is cut off; whoever holds the new key takes its place.");
    return end.orElseGet(() -> act("mpc-replace-party", Map.of("party", party)));
  }
}
