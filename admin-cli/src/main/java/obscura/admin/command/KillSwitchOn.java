package obscura.admin.command;

import java.util.Map;
import java.util.Optional;
import obscura.admin.client.VenueAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops all trading, and says before what becomes of open orders. */
@Command(
    name = "on",
    description = "Stops all trading: nothing new is accepted, open requests for quotes end.")
final class KillSwitchOn extends Verb {
  /** What becomes of resting orders. */
  enum Orders {
    KEEP,
    CANCEL
  }

  @Option(
      names = "--orders",
      paramLabel = "WHAT",
      defaultValue = "KEEP",
      description =
          "What becomes of resting orders, one of ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}; kept orders are not matched until trading resumes")
  private Orders orders = Orders.KEEP;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    boolean cancel = orders == Orders.CANCEL;
    if (!yes) {
      String request = newRequest();
      VenueAnswer status = call("status", Map.of(), request);
      if (!status.isDone()) {
        return refused(status, request);
      }
      Optional<Integer> end = confirmed(false, question(status.rows().getFirst(), cancel));
      if (end.isPresent()) {
        return end.get();
      }
    }
    return act("kill-switch", Map.of("halted", true, "cancelOrders", cancel));
  }

  private static String question(Map<String, Object> status, boolean cancel) {
    return "All trading stops: nothing new is accepted, "
        + status.get("openRequests")
        + " open requests end, "
        + status.get("openOrders")
        + (cancel ? " open orders are cancelled." : " open orders stay.");
  }
}
