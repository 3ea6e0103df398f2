package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Books tokens from outside to a firm. */
@Command(
    name = "deposit",
    description = "Books tokens that a firm has handed over outside of the venue.")
final class LedgerDeposit extends Verb {
  @Parameters(index = "0", paramLabel = "FIRM", description = "Whose they are.")
  private String firm = "";

  @Parameters(index = "1", paramLabel = "TOKEN", description = "One of a listed instrument's.")
  private String token = "";

  @Parameters(index = "2", paramLabel = "AMOUNT", description = "Above 0, a plain decimal.")
  private String amount = "";

  @Option(
      names = "--reference",
      paramLabel = "R",
      required = true,
      description =
          "Names the deposit, 1 to 48 of A-Za-z0-9_.:-; the same reference is booked once.")
  private String reference = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    Optional<Integer> end =
        confirmed(yes, "%s %s are booked to %s as %s.".formatted(amount, token, firm, reference));
    return end.orElseGet(() ->
        act(
            "ledger-deposit",
            Map.of("firm", firm, "token", token, "amount", amount, "reference", reference)));
  }
}
