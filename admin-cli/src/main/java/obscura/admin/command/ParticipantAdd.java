package obscura.admin.command;

import java.util.Map;
import obscura.domain.PrivacyLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Admits a participant. */
@Command(name = "add", description = "Admits a participant.")
final class ParticipantAdd extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Option(names = "--firm", paramLabel = "FIRM", required = true, description = "Its legal entity.")
  private String firm = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private ParticipantKinds kind = ParticipantKinds.TRADE;

  @Option(
      names = "--privacy",
      paramLabel = "LEVEL",
      defaultValue = "COMPLIANT",
      description =
          "The firm's default, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private PrivacyLevel privacy = PrivacyLevel.COMPLIANT;

  @Override
  public Integer call() {
    return act(
        "participant-add",
        Map.of(
            "participant",
            participant,
            "firm",
            firm,
            "kind",
            kind.name(),
            "privacy",
            privacy.name()));
  }
}
