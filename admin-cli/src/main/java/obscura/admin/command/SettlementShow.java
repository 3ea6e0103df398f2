package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the states of one trade. */
@Command(name = "show", description = "All states of one trade, with the batch it is in now.")
final class SettlementShow extends Verb {
  @Parameters(paramLabel = "TRADE", description = "TrdMatchID, such as T1A.")
  private String trade = "";

  @Override
  public Integer call() {
    return list("settlement-show", Map.of("trade", trade));
  }
}
