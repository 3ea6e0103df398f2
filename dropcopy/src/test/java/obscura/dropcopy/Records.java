package obscura.dropcopy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import obscura.dropcopy.record.Attributes;
import obscura.dropcopy.record.Kinds;
import obscura.dropcopy.record.TradingRecord;

/** Records of two desks, ALICE who buys and BOB who sells, as the venue would write them. */
public final class Records {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000000123Z");

  private Records() {}

  /** Both sides of a trade of that event: part 0 is ALICE's, part 1 BOB's. */
  public static List<TradingRecord> trade(long position, String quantity, String price) {
    return List.of(
        fill(position, 0, "ALICE", "BUY", quantity, price),
        fill(position, 1, "BOB", "SELL", quantity, price));
  }

  public static TradingRecord fill(
      long position, int part, String who, String side, String quantity, String price) {
    return new TradingRecord(
        position,
        part,
        NOON.plusSeconds(position),
        who,
        who + "-FIRM",
        Kinds.FILL,
        Optional.of("E" + position + "-" + part),
        Optional.of("O" + position + part),
        Optional.of(who.toLowerCase(Locale.ROOT) + "-" + position),
        Optional.empty(),
        Optional.of("T" + position),
        map(Attributes.PRIVACY, "C"),
        map(
            Attributes.SYMBOL,
            "ETH-USDC",
            Attributes.SIDE,
            side,
            Attributes.LAST_QTY,
            quantity,
            Attributes.LAST_PX,
            price),
        "T" + position + "/" + who + "-FIRM");
  }

  public static TradingRecord settlement(long position, String trade, String state) {
    return new TradingRecord(
        position,
        0,
        NOON.plusSeconds(position),
        "",
        "",
        Kinds.SETTLEMENT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(trade),
        map(Attributes.STATE, state),
        map(),
        "");
  }

  public static SortedMap<String, String> map(String... namesAndValues) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
