package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Tells how the venue stands. */
@Command(name = "status", description = "Tells how the venue stands.")
final class Status extends Verb {
  @Override
  public Integer call() {
    return one("status", Map.of());
  }
}
