package obscura.engine.adapter.settlement;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import obscura.domain.FirmId;
import obscura.engine.port.Accounts;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.VaultToken;
import obscura.settlement.ledger.AccountEntry;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerException;
import obscura.settlement.mirror.MovementQueue;
import obscura.settlement.mirror.QueuedMovement;
import obscura.settlement.mirror.VaultMovement;
import obscura.settlement.mirror.WitnessException;

/** The accounts of the ledger, without what single trades moved. Any thread may call. */
public record LedgerAccounts(Ledger ledger, Reconciler reconciler, List<MovementQueue> queues)
    implements Accounts {
  /** Entries whose amounts are no trade's; those of vaults are public. */
  private static final Set<JournalEntry.Kind> SHOWN =
      EnumSet.of(JournalEntry.Kind.FUND, JournalEntry.Kind.DEPOSIT, JournalEntry.Kind.CLAIM);

  /** Copies. */
  public LedgerAccounts {
    queues = List.copyOf(queues);
  }

  /** Of a ledger that follows no vault. */
  public LedgerAccounts(Ledger ledger, Reconciler reconciler) {
    this(ledger, reconciler, List.of());
  }

  @Override
  public Reconciled reconcile(String operator) {
    return answered(() -> reconciler.run(operator));
  }

  @Override
  public List<Queued> queue() {
    return answered(() ->
        queues.stream()
            .flatMap(queue -> queue.waiting().stream().map(each -> queued(queue.vault(), each)))
            .toList());
  }

  private static Queued queued(String vault, QueuedMovement each) {
    VaultMovement movement = each.movement();
    Optional<String> symbol =
        switch (movement) {
          case VaultMovement.Deposit deposit -> Optional.of(deposit.symbol());
          case VaultMovement.Withdrawal withdrawal -> Optional.of(withdrawal.symbol());
          case VaultMovement.Requested _ -> Optional.empty();
        };
    Optional<BigDecimal> amount =
        switch (movement) {
          case VaultMovement.Deposit deposit -> Optional.of(deposit.amount());
          case VaultMovement.Withdrawal withdrawal -> Optional.of(withdrawal.amount());
          case VaultMovement.Requested _ -> Optional.empty();
        };
    return new Queued(
        each.state().name(),
        each.owner(),
        symbol.map(name -> new VaultToken(name, vault).toString()).orElse(""),
        amount,
        movement.place().block(),
        movement.place().transaction(),
        each.confirmations(),
        each.needed(),
        each.detail());
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
        SHOWN.contains(entry.kind()) ? Optional.of(entry.available()) : Optional.empty();
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
    } catch (WitnessException away) {
      throw new UnavailableException(String.valueOf(away.getMessage()), away);
    }
  }
}
