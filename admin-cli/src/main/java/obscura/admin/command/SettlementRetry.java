package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a reclaimed trade settled again. */
@Command(name = "retry", description = "Has a reclaimed trade settled again.")
final class SettlementRetry extends Verb {
  @Parameters(paramLabel = "TRADE", description = "TrdMatchID, such as T1A.")
  private String trade = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end = confirmed(yes, "Trade " + trade + " is settled again.");
    return end.orElseGet(() -> act("settlement-retry", Map.of("trade", trade)));
  }
}
