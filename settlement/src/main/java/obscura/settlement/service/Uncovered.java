package obscura.settlement.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import obscura.domain.TradeId;
import obscura.settlement.service.core.TradeEntry;

/**
 * Trades that their payers' notes did not cover when they were last looked at. They are passed over
 * for a while and then stand behind those that wait longer for a look, so that they hold up no
 * others. Not durable: after a restart they are looked at again. One thread.
 */
final class Uncovered {
  private final Duration pause;
  private final Map<TradeId, Instant> looked = new HashMap<>();

  /** Each is passed over so long. */
  Uncovered(Duration pause) {
    this.pause = pause;
  }

  void add(TradeId trade, Instant now) {
    looked.put(trade, now);
  }

  void remove(TradeId trade) {
    looked.remove(trade);
  }

  int size() {
    return looked.size();
  }

  /** The trades without those that are passed over, those that wait longest first. */
  List<TradeEntry> without(List<TradeEntry> trades, Instant now) {
    return trades.stream()
        .filter(trade -> !now.isBefore(looked.getOrDefault(trade.id(), Instant.MIN).plus(pause)))
        .sorted(Comparator.comparing(trade -> looked.getOrDefault(trade.id(), trade.acceptedAt())))
        .toList();
  }
}
