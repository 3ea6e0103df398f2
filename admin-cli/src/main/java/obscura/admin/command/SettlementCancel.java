package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a trade up that is in no batch yet; it is busted. */
@Command(name = "cancel", description = "Gives a trade up that is in no batch yet; it is busted.")
final class SettlementCancel extends Verb {
  @Parameters(paramLabel = "TRADE", description = "TrdMatchID, such as T1A.")
  private String trade = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end = confirmed(yes, "Trade " + trade + " is busted.");
    return end.orElseGet(() -> act("settlement-cancel", Map.of("trade", trade)));
  }
}
