package obscura.engine.adapter.admin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.FirmId;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.Participant;
import obscura.engine.port.Accounts;
import obscura.engine.port.Directory;

/**
 * What operators ask of the ledger: balances, entries, deposits, a reconciliation. Each is in the
 * audit first, without amounts: those are in the ledger's sealed journal, a deposit's under its
 * reference.
 */
final class LedgerCalls {
  private static final int LINES_MAX = 1_000;

  private final Directory directory;
  private final Accounts accounts;

  LedgerCalls(Directory directory, Accounts accounts) {
    this.directory = directory;
    this.accounts = accounts;
  }

  /**
   * The call of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiries.Inquiry> find(String name, Operation by, Arguments arguments) {
    return switch (name) {
      case "ledger-balances" -> {
        List<FirmId> firms = firms(arguments);
        yield noted(by, "ledger balances of " + firms, () -> balances(firms));
      }
      case "ledger-entries" -> {
        FirmId firm = known(arguments.firm());
        yield noted(by, "ledger entries of " + firm, () -> entries(firm));
      }
      case "ledger-reconcile" -> noted(by, "ledger reconcile", () -> reconciled(by.operator()));
      case "ledger-queue" -> noted(by, "ledger queue", this::queue);
      case "ledger-deposit" -> deposit(by, arguments);
      default -> Optional.empty();
    };
  }

  private static Optional<Inquiries.Inquiry> noted(
      Operation by, String what, Supplier<Answer> answer) {
    return Inquiries.noted(by, what, () -> available(answer));
  }

  private static Answer available(Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (Accounts.UnavailableException refused) {
      return Answer.of(
          Answer.UNAVAILABLE, refused.getMessage() + "; nothing changed, ask the same again");
    }
  }

  private Answer reconciled(String operator) {
    Accounts.Reconciled found = accounts.reconcile(operator);
    String adjusted =
        found.adjusted().isEmpty() ? "" : ", adjusted: " + String.join("; ", found.adjusted());
    String read = found.entries() + " journal entries read" + adjusted;
    return found.breaks().isEmpty()
        ? Answer.of(Answer.DONE, read + ": the ledger is sound")
        : Answer.of(Answer.REFUSED, read + ": " + String.join("; ", found.breaks()));
  }

  private List<FirmId> firms(Arguments arguments) {
    return arguments.has("firm") ? List.of(known(arguments.firm())) : firms();
  }

  private List<FirmId> firms() {
    return directory.participants().stream().map(Participant::firm).distinct().toList();
  }

  private FirmId known(FirmId firm) {
    if (!firms().contains(firm)) {
      throw new IllegalArgumentException("no participant is of firm " + firm);
    }
    return firm;
  }

  private Answer balances(List<FirmId> firms) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (FirmId firm : firms) {
      accounts.holdings(firm).forEach(holding -> rows.add(row(firm, holding)));
    }
    return Answer.found(rows);
  }

  private static Map<String, Object> row(FirmId firm, Accounts.Holding holding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("firm", firm.value());
    row.put("token", holding.token());
    row.put("available", holding.available().toPlainString());
    row.put("reserved", holding.reserved().toPlainString());
    return row;
  }

  private Answer queue() {
    return Answer.found(accounts.queue().stream().map(LedgerCalls::row).toList());
  }

  private static Map<String, Object> row(Accounts.Queued queued) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("state", queued.state());
    row.put("firm", queued.firm().map(FirmId::value).orElse(""));
    row.put("token", queued.token());
    row.put("amount", queued.amount().map(BigDecimal::toPlainString).orElse(""));
    row.put("block", queued.block());
    row.put("transaction", queued.transaction());
    row.put("confirmations", queued.confirmations() + "/" + queued.needed());
    row.put("detail", queued.detail());
    return row;
  }

  private Answer entries(FirmId firm) {
    List<Accounts.Line> all = accounts.lines(firm);
    return Answer.found(
        all.subList(Math.max(0, all.size() - LINES_MAX), all.size()).stream()
            .map(LedgerCalls::row)
            .toList());
  }

  private static Map<String, Object> row(Accounts.Line line) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("entry", line.number());
    row.put("at", line.at().toString());
    row.put("kind", line.kind());
    row.put("reference", line.reference());
    row.put("token", line.token());
    row.put("amount", line.deposited().map(BigDecimal::toPlainString).orElse("sealed"));
    return row;
  }

  private Optional<Inquiries.Inquiry> deposit(Operation by, Arguments arguments) {
    FirmId firm = known(arguments.firm());
    String token = traded(arguments.text("token"));
    BigDecimal amount = arguments.decimal("amount");
    String reference = arguments.reference();
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("amount must be above 0");
    }
    String what =
        "%s %s deposited to %s, reference %s"
            .formatted(amount.toPlainString(), token, firm, reference);
    return noted(
        by,
        "ledger deposit of %s to %s, reference %s".formatted(token, firm, reference),
        () ->
            switch (accounts.deposit(firm, token, amount, reference)) {
              case DONE -> Answer.of(Answer.DONE, what);
              case DONE_BEFORE -> Answer.of(Answer.DONE, what + ": done before, nothing changed");
              case OTHER_BEFORE ->
                  Answer.of(
                      Answer.REFUSED,
                      "reference " + reference + " names another deposit; nothing changed");
            });
  }

  private String traded(String token) {
    boolean known =
        directory.instruments().stream()
            .anyMatch(i -> i.base().equals(token) || i.quote().equals(token));
    if (!known) {
      throw new IllegalArgumentException("no instrument is in " + token);
    }
    return token;
  }
}
