package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a maker on the whitelist. */
@Command(name = "add", description = "Asks this maker in permissioned mode.")
final class WhitelistAdd extends Verb {
  @Parameters(paramLabel = "COMPID", description = "CompID of the participant.")
  private String participant = "";

  @Override
  public Integer call() {
    return act("maker-whitelist-add", Map.of("participant", participant));
  }
}
