package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what touched a firm's accounts. */
@Command(
    name = "entries",
    description = "The last 1000 journal entries of a firm; what trades moved is sealed.")
final class LedgerEntries extends Verb {
  @Option(names = "--firm", paramLabel = "FIRM", required = true, description = "The firm.")
  private String firm = "";

  @Override
  public Integer call() {
    return list("ledger-entries", Map.of("firm", firm));
  }
}
