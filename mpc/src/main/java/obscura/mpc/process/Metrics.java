package obscura.mpc.process;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a party counts, written in the Prometheus text format, version 0.0.4. Any thread; recording
 * does not block.
 */
final class Metrics {
  private static final double[] BOUNDS_MILLIS = {
    0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000
  };
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, Histogram> latencies = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> gauges = new ConcurrentSkipListMap<>();

  /** One answer to a question of a kind. */
  void answered(String kind, long nanos) {
    latencies.computeIfAbsent(kind, k -> new Histogram()).record(nanos / NANOS_PER_MILLI);
  }

  /** Adds to a counter; the name may carry labels. */
  void count(String name, long amount) {
    counts.computeIfAbsent(name, k -> new LongAdder()).add(amount);
  }

  void gauge(String name, long value) {
    gauges.computeIfAbsent(name, k -> new AtomicLong()).set(value);
  }

  /** All of it, as Prometheus reads it. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("# TYPE obscura_mpc_latency_seconds histogram\n");
    latencies.forEach((kind, histogram) -> histogram.write(out, kind));
    counts.forEach((name, value) -> line(out, name, "counter", Long.toString(value.sum())));
    gauges.forEach((name, value) -> line(out, name, "gauge", Long.toString(value.get())));
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String type, String value) {
    int labels = name.indexOf('{');
    String family = labels < 0 ? name : name.substring(0, labels);
    String declared = "# TYPE obscura_mpc_" + family + " " + type + "\n";
    if (out.indexOf(declared) < 0) {
      out.append(declared);
    }
    out.append("obscura_mpc_").append(name).append(' ').append(value).append('\n');
  }

  private static final class Histogram {
    private static final String NAME = "obscura_mpc_latency_seconds";

    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_MILLIS.length + 1);
    private final LongAdder sumMicros = new LongAdder();

    void record(double millis) {
      int bucket = 0;
      while (bucket < BOUNDS_MILLIS.length && millis > BOUNDS_MILLIS[bucket]) {
        bucket++;
      }
      buckets.incrementAndGet(bucket);
      sumMicros.add((long) (millis * 1_000));
    }

    void write(StringBuilder out, String kind) {
      long below = 0;
      for (int k = 0; k < BOUNDS_MILLIS.length; k++) {
        below += buckets.get(k);
        row(out, "_bucket{kind=\"" + kind + "\",le=\"" + BOUNDS_MILLIS[k] / 1_000 + "\"}", below);
      }
      below += buckets.get(BOUNDS_MILLIS.length);
      row(out, "_bucket{kind=\"" + kind + "\",le=\"+Inf\"}", below);
      String sum = String.format(Locale.ROOT, "%.6f", sumMicros.sum() / 1e6);
      out.append(NAME).append("_sum{kind=\"").append(kind).append("\"} ").append(sum).append('\n');
      row(out, "_count{kind=\"" + kind + "\"}", below);
    }

    private static void row(StringBuilder out, String name, long value) {
      out.append(NAME).append(name).append(' ').append(value).append('\n');
    }
  }
}
