package obscura.settlement.ledger;

import java.util.List;

/**
 * Whether the journal in the database is whole, adds up to zero for every token, and gives the
 * balances that the ledger works with.
 *
 * @param entries journal entries read
 * @param tokens tokens that ever moved
 * @param breaks what is wrong, in words, without amounts; none if all is well
 */
public record ReconciliationReport(long entries, List<String> tokens, List<String> breaks) {
  /** Copies. */
  public ReconciliationReport {
    tokens = List.copyOf(tokens);
    breaks = List.copyOf(breaks);
  }

  public boolean isSound() {
    return breaks.isEmpty();
  }
}
