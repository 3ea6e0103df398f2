package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels an order. */
@Command(name = "cancel", description = "Cancels an order.")
final class OrderCancel extends Verb {
  @Parameters(paramLabel = "ORDERID", description = "OrderID, such as O1A.")
  private String order = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end = confirmed(yes, "Order " + order + " is cancelled.");
    return end.orElseGet(() -> act("order-cancel", Map.of("order", order)));
  }
}
