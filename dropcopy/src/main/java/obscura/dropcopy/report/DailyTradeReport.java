package obscura.dropcopy.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import obscura.dropcopy.record.Attributes;
import obscura.dropcopy.record.Kinds;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.RecordOpener;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;

/**
 * All trade sides of a day, in the order in which they happened.
 *
 * @param date trade date, UTC
 */
public record DailyTradeReport(LocalDate date, List<TradeSide> sides) {
  /** Copies. */
  public DailyTradeReport {
    sides = List.copyOf(sides);
  }

  /**
   * Reads the day's fills and the settlement states that they have reached since.
   *
   * @param opener opens the values; without it they stay sealed
   * @throws obscura.dropcopy.seal.SealException if the key does not open a fill
   */
  public static DailyTradeReport of(
      LocalDate date, RecordSource reader, Optional<RecordOpener> opener) {
    List<TradeSide> sides = new ArrayList<>();
    reader.forEach(
        RecordQuery.all().day(date).kind(Kinds.FILL),
        fill -> sides.add(side(fill, opener.map(o -> o.open(fill)))));
    Map<String, String> states = states(date, reader);
    return new DailyTradeReport(
        date,
        sides.stream()
            .map(s -> s.withSettlementState(states.getOrDefault(s.tradeId(), "")))
            .toList());
  }

  /** Totals by firm and symbol, of the sides whose values are known. */
  public List<FirmTotal> totals() {
    SortedMap<String, FirmTotal> totals = new TreeMap<>();
    for (TradeSide side : sides) {
      side.values().ifPresent(values -> add(totals, side.firm(), values));
    }
    return List.copyOf(totals.values());
  }

  private static void add(SortedMap<String, FirmTotal> totals, String firm, TradeValues values) {
    String key = firm + " " + values.symbol();
    FirmTotal before = totals.getOrDefault(key, FirmTotal.none(firm, values.symbol()));
    totals.put(key, before.plus(values));
  }

  private static TradeSide side(StoredRecord stored, Optional<TradingRecord> opened) {
    TradingRecord fill = stored.record();
    return new TradeSide(
        fill.tradeId().orElse(""),
        fill.execId().orElse(""),
        fill.at(),
        fill.participant(),
        fill.firm(),
        opened.map(TradingRecord::secret).filter(s -> !s.isEmpty()).map(TradeValues::of),
        fill.open().getOrDefault(Attributes.PRIVACY, ""),
        "",
        fill.orderId().orElse(""),
        fill.clientId().orElse(""));
  }

  private static Map<String, String> states(LocalDate date, RecordSource reader) {
    Map<String, String> states = new HashMap<>();
    reader.forEach(
        RecordQuery.all()
            .from(date.atStartOfDay().toInstant(ZoneOffset.UTC))
            .kind(Kinds.SETTLEMENT),
        stored -> note(states, stored.record()));
    return states;
  }

  private static void note(Map<String, String> states, TradingRecord settlement) {
    String state = settlement.open().getOrDefault(Attributes.STATE, "");
    settlement.tradeId().ifPresent(trade -> states.put(trade, state));
  }
}
