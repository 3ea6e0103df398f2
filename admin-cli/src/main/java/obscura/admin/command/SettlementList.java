package obscura.admin.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists trades with the last state of their settlement. */
@Command(
    name = "list",
    description = "Trades whose settlement moved, with the last state; without --date of 7 days.")
final class SettlementList extends Verb {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only these: MATCHED, INSTRUCTIONS_MISSING, LOCKED, SENT, INCLUDED, FINAL, DROPPED,"
              + " FAILED, RECLAIMED.")
  private @Nullable String state;

  @Option(names = "--firm", paramLabel = "FIRM", description = "Only trades of this firm.")
  private @Nullable String firm;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "Only what moved on this day, UTC, as it stood at its end.")
  private @Nullable String date;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The newest N trades at most, 1 to 1000. Default: 100")
  private int limit;

  @Override
  public Integer call() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (state != null) {
      arguments.put("state", state.toUpperCase(java.util.Locale.ROOT));
    }
    if (firm != null) {
      arguments.put("firm", firm);
    }
    if (date != null) {
      arguments.put("date", date);
    }
    arguments.put("limit", limit);
    return list("settlement-list", arguments);
  }
}
