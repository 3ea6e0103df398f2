package obscura.desk.bench;

import org.HdrHistogram.Histogram;

/** Times of one run, up to a minute, three significant digits. */
final class Latencies {
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);

  void record(long tookNanos) {
    nanos.recordValue(Math.min(Math.max(tookNanos, 0), LONGEST_NANOS));
  }

  double micros(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1_000.0;
  }

  double millis(double percentile) {
    return micros(percentile) / 1_000.0;
  }

  long count() {
    return nanos.getTotalCount();
  }
}
