package obscura.engine.adapter.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.FirmId;
import obscura.engine.port.Accounts;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.ledger.AccountEntry;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerException;

/** The accounts of the ledger, without what single trades moved. Any thread may call. */
public record LedgerAccounts(Ledger ledger, Reconciler reconciler) implements Accounts {
  @Override
  public Reconciled reconcile() {
    return answered(reconciler::run);
  }

  @Override
  public List<Holding> holdings(FirmId firm) {
    return answered(() ->
        ledger.balances(firm).entrySet().stream()
            .map(e -> new Holding(e.getKey(), e.getValue().available(), e.getValue().reserved()))
            .toList());
  }

  @Override
  public List<Line> lines(FirmId firm) {
    return answered(() ->
        ledger.balances(firm).keySet().stream()
            .flatMap(token -> ledger.entries(firm, token).stream().map(entry -> line(token, entry)))
            .sorted(Comparator.comparingLong(Line::number))
            .toList());
  }

  private static Line line(String token, AccountEntry entry) {
    Optional<BigDecimal> deposited =
        entry.kind() == JournalEntry.Kind.FUND ? Optional.of(entry.available()) : Optional.empty();
    return new Line(
        entry.number(), entry.at(), entry.kind().name(), entry.reference(), token, deposited);
  }

  @Override
  public Deposit deposit(FirmId firm, String token, BigDecimal amount, String reference) {
    return answered(() ->
        switch (ledger.fund(firm, token, amount, reference)) {
          case APPLIED -> Deposit.DONE;
          case REPEATED -> Deposit.DONE_BEFORE;
          case CONFLICT -> Deposit.OTHER_BEFORE;
          case NOT_COVERED, UNKNOWN_REFERENCE ->
              throw new IllegalStateException("a deposit needs no cover and makes its reference");
        });
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (LedgerException refused) {
      throw new UnavailableException(refused);
    }
  }
}
