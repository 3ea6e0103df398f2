package obscura.settlement.core;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.core.SettlementOutcome.Failed;
import obscura.settlement.core.SettlementOutcome.Settled;

/**
 * The steps that settle a trade or give it up: reserve both legs, then move them; or release what
 * was reserved and say why.
 */
public record SettlementPlan(SettlementOutcome outcome, List<JournalEntry> steps) {
  /** Copies. */
  public SettlementPlan {
    steps = List.copyOf(steps);
  }

  /** Decides from the books, and changes them by the steps. */
  public static SettlementPlan carryOut(TradeInstruction trade, Books books) {
    List<JournalEntry> steps = new ArrayList<>();
    if (!reserve(trade.baseLeg(), reference(trade, "base"), books, steps)) {
      return failed(trade, trade.baseLeg(), books, steps);
    }
    if (!reserve(trade.quoteLeg(), reference(trade, "quote"), books, steps)) {
      apply(Entries.released(steps.getFirst()), books, steps);
      return failed(trade, trade.quoteLeg(), books, steps);
    }
    apply(Entries.move(trade), books, steps);
    return new SettlementPlan(new Settled(), steps);
  }

  private static boolean reserve(Leg leg, String reference, Books books, List<JournalEntry> steps) {
    JournalEntry entry = Entries.reserve(reference, leg.from(), leg.token(), leg.amount());
    boolean covered = books.covers(entry);
    if (covered) {
      apply(entry, books, steps);
    }
    return covered;
  }

  private static SettlementPlan failed(
      TradeInstruction trade, Leg missing, Books books, List<JournalEntry> steps) {
    String reason =
        "insufficient balance: " + missing.from() + " has not enough " + missing.token();
    apply(Entries.fail(trade.trade(), reason), books, steps);
    return new SettlementPlan(new Failed(Failed.INSUFFICIENT_BALANCE, reason), steps);
  }

  private static void apply(JournalEntry entry, Books books, List<JournalEntry> steps) {
    books.apply(entry);
    steps.add(entry);
  }

  private static String reference(TradeInstruction trade, String leg) {
    return trade.trade() + "/" + leg;
  }
}
