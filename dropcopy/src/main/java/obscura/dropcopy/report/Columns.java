package obscura.dropcopy.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** The columns of the report, the same in every format. Numbers are plain decimals, no exponent. */
final class Columns {
  /** Stands in place of a value that no key opened. */
  static final String SEALED = "sealed";

  /** Of a trade side, in order. */
  static final List<String> NAMES =
      List.of(
          "tradeDate",
          "tradeId",
          "execId",
          "time",
          "participant",
          "firm",
          "symbol",
          "side",
          "quantity",
          "price",
          "notional",
          "privacyLevel",
          "settlementState",
          "orderId",
          "clientId");

  private Columns() {}

  static SequencedMap<String, String> of(DailyTradeReport report, TradeSide side) {
    SequencedMap<String, String> columns = new LinkedHashMap<>();
    columns.put("tradeDate", report.date().toString());
    columns.put("tradeId", side.tradeId());
    columns.put("execId", side.execId());
    columns.put("time", side.at().toString());
    columns.put("participant", side.participant());
    columns.put("firm", side.firm());
    columns.put("symbol", value(side, TradeValues::symbol));
    columns.put("side", value(side, TradeValues::side));
    columns.put("quantity", value(side, v -> number(v.quantity())));
    columns.put("price", value(side, v -> number(v.price())));
    columns.put("notional", value(side, v -> number(v.notional())));
    columns.put("privacyLevel", side.privacyLevel());
    columns.put("settlementState", side.settlementState());
    columns.put("orderId", side.orderId());
    columns.put("clientId", side.clientId());
    return columns;
  }

  static SequencedMap<String, String> of(FirmTotal total) {
    SequencedMap<String, String> columns = new LinkedHashMap<>();
    columns.put("firm", total.firm());
    columns.put("symbol", total.symbol());
    columns.put("sides", Long.toString(total.sides()));
    columns.put("bought", number(total.bought()));
    columns.put("sold", number(total.sold()));
    columns.put("notional", number(total.notional()));
    return columns;
  }

  private static String value(TradeSide side, Function<TradeValues, String> read) {
    return side.values().map(read).orElse(SEALED);
  }

  private static String number(BigDecimal amount) {
    BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    return plain.toPlainString();
  }
}
