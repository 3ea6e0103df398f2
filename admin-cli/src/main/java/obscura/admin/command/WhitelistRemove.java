package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a maker off the whitelist. */
@Command(name = "remove", description = "Does not ask this maker in permissioned mode.")
final class WhitelistRemove extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Override
  public Integer call() {
    return act("maker-whitelist-remove", Map.of("participant", participant));
  }
}
