package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Lists deposits into the rail's vault and withdrawals from it that are not through. */
@Command(
    name = "queue",
    description = "Deposits into the rail's vault and withdrawals from it that are not through.")
final class LedgerQueue extends Verb {
  @Override
  public Integer call() {
    return list("ledger-queue", Map.of());
  }
}
