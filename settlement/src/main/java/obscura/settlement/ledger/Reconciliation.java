package obscura.settlement.ledger;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.core.Books;
import org.jspecify.annotations.Nullable;

/** Reads the journal from its start and compares what it gives with the balances in memory. */
final class Reconciliation {
  private final JournalCipher cipher;
  private final Books rebuilt = new Books();
  private final List<String> breaks = new ArrayList<>();
  private JournalHead last = JournalHead.START;
  private long entries;

  Reconciliation(JournalCipher cipher) {
    this.cipher = cipher;
  }

  void read(JournalRow row) {
    entries++;
    if (!row.follows(last)) {
      breaks.add("entry " + row.number() + " does not follow entry " + last.number());
    }
    if (!row.isIntact()) {
      breaks.add("entry " + row.number() + " was changed: its hash differs");
    }
    last = row.head();
    apply(row);
  }

  /**
   * What was found.
   *
   * @param inMemory the balances at this head; null if there are none at the moment
   */
  ReconciliationReport finish(JournalHead head, @Nullable Books inMemory) {
    if (!last.is(head)) {
      breaks.add("the journal ends at " + last.number() + ", its head says " + head.number());
    }
    rebuilt.sums().forEach((token, sum) -> check(token, sum.signum() == 0));
    if (inMemory != null && !rebuilt.agreesWith(inMemory)) {
      breaks.add("the balances in memory differ from the journal");
    }
    return new ReconciliationReport(entries, List.copyOf(rebuilt.sums().keySet()), breaks);
  }

  private void apply(JournalRow row) {
    try {
      rebuilt.apply(row.entry(cipher));
    } catch (LedgerException | IllegalStateException e) {
      breaks.add("entry " + row.number() + ": " + e.getMessage());
    }
  }

  private void check(String token, boolean zero) {
    if (!zero) {
      breaks.add("postings of " + token + " do not sum up to zero");
    }
  }
}
