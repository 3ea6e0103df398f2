package obscura.domain;

/**
 * The venue's number of a maker's quote, or the quote shown to a taker; never used twice. Shown as
 * Q and the number in base 36.
 */
public record QuoteId(long value) implements Comparable<QuoteId> {
  /** Reads the form that {@link #toString} writes; empty if it is none. */
  public static java.util.Optional<QuoteId> parse(String text) {
    return Base36.parse('Q', text).map(QuoteId::new);
  }

  @Override
  public int compareTo(QuoteId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Base36.format('Q', value);
  }
}
