package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Halts an instrument. */
@Command(name = "halt", description = "Accepts nothing new in an instrument; resting orders stay.")
final class InstrumentHalt extends Verb {
  @Parameters(paramLabel = "SYMBOL", description = "BASE-QUOTE.")
  private String symbol = "";

  @Override
  public Integer call() {
    return act("instrument-halt", Map.of("symbol", symbol));
  }
}
