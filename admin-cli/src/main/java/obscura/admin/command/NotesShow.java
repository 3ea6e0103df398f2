package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is known of an owner of notes. */
@Command(
    name = "show",
    description = "Note keys, addresses that are left, and notes of an owner, without amounts.")
final class NotesShow extends Verb {
  @Parameters(paramLabel = "OWNER", description = "CompID.")
  private String owner = "";

  @Override
  public Integer call() {
    return list("notes-show", Map.of("participant", owner));
  }
}
