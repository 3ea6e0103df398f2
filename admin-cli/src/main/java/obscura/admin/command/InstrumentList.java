package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists all instruments. */
@Command(name = "list", description = "Lists all instruments.")
final class InstrumentList extends Verb {
  @Override
  public Integer call() {
    return list("instrument-list", Map.of());
  }
}
