package obscura.engine.adapter.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.engine.port.Accounts;

/** Accounts that are a list of deposits and one trade's entry. */
final class ListedAccounts implements Accounts {
  private record Deposited(FirmId firm, String token, BigDecimal amount, String reference) {}

  private final List<Deposited> deposits = new ArrayList<>();
  private volatile boolean away;
  private volatile List<String> breaks = List.of();

  void broken(String... why) {
    breaks = List.of(why);
  }

  void away(boolean now) {
    away = now;
  }

  @Override
  public synchronized List<Holding> holdings(FirmId firm) {
    answer();
    return deposits.stream()
        .filter(each -> each.firm().equals(firm))
        .map(each -> new Holding(each.token(), each.amount(), BigDecimal.ZERO))
        .toList();
  }

  @Override
  public synchronized List<Line> lines(FirmId firm) {
    answer();
    List<Line> lines = new ArrayList<>();
    for (Deposited each : deposits) {
      lines.add(line("FUND", each.reference(), each.token(), Optional.of(each.amount())));
      lines.add(line("MOVE", "T1", each.token(), Optional.empty()));
    }
    return lines;
  }

  private static Line line(
      String kind, String reference, String token, Optional<BigDecimal> amount) {
    return new Line(1, Instant.EPOCH, kind, reference, token, amount);
  }

  @Override
  public synchronized Deposit deposit(
      FirmId firm, String token, BigDecimal amount, String reference) {
    answer();
    Deposited asked = new Deposited(firm, token, amount, reference);
    for (Deposited before : deposits) {
      if (before.reference().equals(reference)) {
        return before.equals(asked) ? Deposit.DONE_BEFORE : Deposit.OTHER_BEFORE;
      }
    }
    deposits.add(asked);
    return Deposit.DONE;
  }

  @Override
  public synchronized Reconciled reconcile(String operator) {
    answer();
    return new Reconciled(Instant.EPOCH, deposits.size(), List.of(), breaks);
  }

  @Override
  public synchronized List<Queued> queue() {
    answer();
    return List.of(
        new Queued(
            "DEPOSIT_SEEN",
            Optional.of(new FirmId("FIRM-DESK1")),
            "USDC@1.ab",
            Optional.of(BigDecimal.TEN),
            42,
            "0xab",
            1,
            12,
            ""));
  }

  private void answer() {
    if (away) {
      throw new UnavailableException(new IllegalStateException("away"));
    }
  }
}
