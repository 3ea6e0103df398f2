package obscura.domain;

/**
 * The venue's number of a request for quotes; neither the taker's 131 nor what makers see; never
 * used twice. Shown as R and the number in base 36.
 */
public record RfqId(long value) implements Comparable<RfqId> {
  /** Reads the form that {@link #toString} writes; empty if it is none. */
  public static java.util.Optional<RfqId> parse(String text) {
    return Base36.parse('R', text).map(RfqId::new);
  }

  @Override
  public int compareTo(RfqId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Base36.format('R', value);
  }
}
