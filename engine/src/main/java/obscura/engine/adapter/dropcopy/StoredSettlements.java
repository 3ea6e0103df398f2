package obscura.engine.adapter.dropcopy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.dropcopy.record.Attributes;
import obscura.dropcopy.record.Kinds;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.store.DropCopyException;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import obscura.engine.port.SettlementHistory;

/** Reads the states of settlements out of the drop copy: their attributes there are open. */
public final class StoredSettlements implements SettlementHistory {
  private final RecordSource source;

  public StoredSettlements(RecordSource source) {
    this.source = source;
  }

  @Override
  public List<Moment> last(Instant from, Instant before) {
    SortedMap<TradeId, Moment> last = new TreeMap<>();
    read(RecordQuery.all().kind(Kinds.SETTLEMENT).from(from).before(before))
        .forEach(moment -> last.put(moment.trade(), moment));
    return List.copyOf(last.values());
  }

  @Override
  public List<Moment> of(TradeId trade) {
    return read(RecordQuery.all().kind(Kinds.SETTLEMENT).tradeId(trade.toString()));
  }

  /** One for each event: the drop copy has a record for each of its two sides. */
  private List<Moment> read(RecordQuery query) {
    SortedMap<Long, Moment> moments = new TreeMap<>();
    try {
      source.forEach(
          query,
          stored ->
              moment(stored)
                  .ifPresent(one ->
                      moments.merge(
                          stored.record().position(), one, StoredSettlements::bothSides)));
    } catch (DropCopyException refused) {
      throw new UnavailableException(refused);
    }
    return new ArrayList<>(moments.values());
  }

  private static Optional<Moment> moment(StoredRecord stored) {
    TradingRecord record = stored.record();
    SortedMap<String, String> open = record.open();
    return record
        .tradeId()
        .flatMap(TradeId::parse)
        .map(trade ->
            new Moment(
                trade,
                record.at(),
                new TreeSet<>(List.of(new FirmId(record.firm()))),
                SettlementState.valueOf(Objects.requireNonNull(open.get(Attributes.STATE))),
                open.containsKey("busted"),
                Integer.parseInt(open.getOrDefault("failCode", "0")),
                open.getOrDefault("rail", ""),
                open.getOrDefault("transaction", ""),
                Long.parseLong(open.getOrDefault("block", "0")),
                Long.parseLong(open.getOrDefault("confirmations", "0")),
                Long.parseLong(open.getOrDefault("needed", "0"))));
  }

  private static Moment bothSides(Moment first, Moment second) {
    SortedSet<FirmId> firms = new TreeSet<>(first.firms());
    firms.addAll(second.firms());
    return new Moment(
        first.trade(),
        first.at(),
        firms,
        first.state(),
        first.busted(),
        first.failCode(),
        first.rail(),
        first.transaction(),
        first.block(),
        first.confirmations(),
        first.needed());
  }
}
