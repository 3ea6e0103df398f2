package obscura.domain;

/**
 * The venue's number of a trade: TrdMatchID(880) and SecondaryExecID(527); never used twice. Shown
 * as T and the number in base 36.
 */
public record TradeId(long value) implements Comparable<TradeId> {
  /** Reads the form that {@link #toString} writes; empty if it is none. */
  public static java.util.Optional<TradeId> parse(String text) {
    return Base36.parse('T', text).map(TradeId::new);
  }

  @Override
  public int compareTo(TradeId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Base36.format('T', value);
  }
}
