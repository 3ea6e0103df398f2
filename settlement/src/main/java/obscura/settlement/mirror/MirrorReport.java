package obscura.settlement.mirror;

import java.util.List;

/**
 * What comparing a vault with the ledger found.
 *
 * @param id names the report, also in the entries that it made
 * @param block the chain as it was after this block
 * @param movements deposits and withdrawals up to there
 * @param unattributed symbols of which the vault holds something that nobody is known to own, or of
 *     which firms took more than they were known to have
 * @param adjusted what was booked, in words
 * @param breaks what is wrong, in words
 */
public record MirrorReport(
    String id,
    String vault,
    long block,
    int movements,
    List<String> unattributed,
    List<String> adjusted,
    List<String> breaks) {
  /** Copies. */
  public MirrorReport {
    unattributed = List.copyOf(unattributed);
    adjusted = List.copyOf(adjusted);
    breaks = List.copyOf(breaks);
  }

  /** One line. */
  public String line() {
    String found = breaks.isEmpty() ? "sound" : String.join("; ", breaks);
    String booked = adjusted.isEmpty() ? "" : " adjusted: " + String.join("; ", adjusted) + ";";
    String unknown =
        unattributed.isEmpty() ? "" : " unattributed: " + String.join(" ", unattributed) + ";";
    return "%s vault %s block %d movements %d%s%s %s"
        .formatted(id, vault, block, movements, booked, unknown, found);
  }
}
