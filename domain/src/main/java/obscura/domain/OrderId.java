package obscura.domain;

/**
 * The venue's number of OrderID(37) of a dark order or of an accepted quote; never used twice.
 * Shown as O and the number in base 36.
 */
public record OrderId(long value) implements Comparable<OrderId> {
  /** Reads the form that {@link #toString} writes; empty if it is none. */
  public static java.util.Optional<OrderId> parse(String text) {
    return Base36.parse('O', text).map(OrderId::new);
  }

  @Override
  public int compareTo(OrderId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Base36.format('O', value);
  }
}
