package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists open orders. */
@Command(
    name = "list",
    description = "Lists open orders. What they want is not known to the venue.")
final class OrderList extends Verb {
  @Override
  public Integer call() {
    return list("order-list", Map.of());
  }
}
