package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Resumes an instrument. */
@Command(name = "resume", description = "Lets an instrument trade again.")
final class InstrumentResume extends Verb {
  @Parameters(paramLabel = "SYMBOL", description = "BASE-QUOTE.")
  private String symbol = "";

  @Override
  public Integer call() {
    return act("instrument-resume", Map.of("symbol", symbol));
  }
}
