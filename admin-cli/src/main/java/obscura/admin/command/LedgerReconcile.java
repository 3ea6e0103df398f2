package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Reconciles the ledger now. */
@Command(
    name = "reconcile",
    description =
        "Compares journal, sums and balances now; the venue does it every 5 minutes and keeps the"
            + " reports in DATA/reconciliation.")
final class LedgerReconcile extends Verb {
  @Override
  public Integer call() {
    return act("ledger-reconcile", Map.of());
  }
}
