package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what firms have. */
@Command(name = "balances", description = "What firms have of each token, free and reserved.")
final class LedgerBalances extends Verb {
  @Option(names = "--firm", paramLabel = "FIRM", description = "This firm only.")
  private String firm = "";

  @Override
  public Integer call() {
    return list("ledger-balances", firm.isEmpty() ? Map.of() : Map.of("firm", firm));
  }
}
