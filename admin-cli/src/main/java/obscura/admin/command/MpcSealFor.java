package obscura.admin.command;

import java.util.HashMap;
import java.util.Map;
import obscura.admin.client.VenueAnswer;
import obscura.admin.render.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the parties seal a value for an auditor. */
@Command(
    name = "seal-for",
    description =
        "Prints three copies, one a line, of what a handle stands for, sealed by the parties for an"
            + " auditor of their roster; the auditor opens them (scripts/mpc-party open-sealed).")
final class MpcSealFor extends Verb {
  @Parameters(paramLabel = "HANDLE", description = "64 hex digits")
  private String handle = "";

  @Parameters(paramLabel = "AUDITOR", description = "as the roster names it")
  private String auditor = "";

  @Override
  public Integer call() {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("handle", handle);
    arguments.put("auditor", auditor);
    String request = newRequest();
    VenueAnswer answer = call("mpc-seal-for", arguments, request);
    if (!answer.isDone()) {
      return refused(answer, request);
    }
    if (admin().json()) {
      print(Json.of(answer.rows()) + "\n");
    } else {
      answer.rows().forEach(row -> print(row.get("sealed") + "\n"));
    }
    return ExitCodes.OK;
  }
}
