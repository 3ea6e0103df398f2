package obscura.settlement.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import obscura.settlement.core.JournalEntry;

/**
 * What one journal entry did to a firm's amounts of one token.
 *
 * @param number of the journal entry
 * @param available change of the free amount
 * @param reserved change of the reserved amount
 */
public record AccountEntry(
    long number,
    Instant at,
    JournalEntry.Kind kind,
    String reference,
    BigDecimal available,
    BigDecimal reserved) {
  /** Shows no amount. */
  @Override
  public String toString() {
    return number + " " + kind + " " + reference;
  }
}
