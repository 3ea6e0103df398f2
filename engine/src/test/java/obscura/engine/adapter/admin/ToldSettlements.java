package obscura.engine.adapter.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementHistory;

/** Settlements that a test tells; the rail gives up whatever is MATCHED. */
final class ToldSettlements implements SettlementHistory, SettlementDesk {
  private final List<Moment> moments = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<Batch> batch = Optional.empty();
  private volatile boolean away;

  void tell(Moment... told) {
    moments.addAll(List.of(told));
  }

  void batch(Batch told) {
    batch = Optional.of(told);
  }

  void away(boolean now) {
    away = now;
  }

  @Override
  public List<Moment> last(Instant from, Instant before) {
    if (away) {
      throw new SettlementHistory.UnavailableException(new IllegalStateException("away"));
    }
    Map<TradeId, Moment> last = new LinkedHashMap<>();
    for (Moment each : List.copyOf(moments)) {
      if (!each.at().isBefore(from) && each.at().isBefore(before)) {
        last.put(each.trade(), each);
      }
    }
    return List.copyOf(last.values());
  }

  @Override
  public List<Moment> of(TradeId trade) {
    return List.copyOf(moments).stream().filter(each -> each.trade().equals(trade)).toList();
  }

  @Override
  public Optional<Batch> batch(TradeId trade) {
    return batch;
  }

  @Override
  public SettlementDesk.Answer cancel(TradeId trade) {
    if (away) {
      throw new SettlementDesk.UnavailableException(new IllegalStateException("away"));
    }
    boolean matched = of(trade).size() == 1;
    return new SettlementDesk.Answer(matched, matched ? trade + " is given up" : "too late");
  }
}
