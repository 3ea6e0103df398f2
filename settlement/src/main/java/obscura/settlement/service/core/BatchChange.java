package obscura.settlement.service.core;

import java.util.List;

/** What a step changes: the batch, its trades, and what their parties are told. */
public record BatchChange(Batch batch, List<TradeEntry> trades, List<Notice> notices) {
  /** Copies. */
  public BatchChange {
    trades = List.copyOf(trades);
    notices = List.copyOf(notices);
  }
}
