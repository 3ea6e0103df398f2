package obscura.mpc.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.measure.Timing;
import org.jspecify.annotations.Nullable;

/**
 * Prints tables for people and, if asked, a JSON object for each figure in the form of all benches.
 * Every latency stands beside the ring floor of the same run: an empty round of three processes.
 */
final class Report {
  private static final String HEAD =
      String.format(
          Locale.ROOT,
          "%-40s %-9s %10s %10s %8s %7s %10s %10s %10s %9s %7s %9s",
          "task",
          "mode",
          "p50 ms",
          "p99 ms",
          "x floor",
          "rounds",
          "kB sent",
          "triples",
          "kB heap",
          "target ms",
          "",
          "MP-SPDZ");

  private final PrintStream out;
  private final @Nullable Path json;
  private double floorMillis;
  private double slowFloorMillis;

  Report(PrintStream out, @Nullable Path json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Every later figure is also a multiple of this one.
   *
   * @param measured some empty rounds
   */
  void floor(Timing measured) {
    floorMillis = measured.medianNanos() / 1e6 / measured.rounds();
    slowFloorMillis = measured.slowNanos() / 1e6 / measured.rounds();
    out.printf(
        Locale.ROOT,
        "ring floor, an empty round of three processes without TLS: p50 %.1f us, p99 %.1f us%n",
        floorMillis * 1e3,
        slowFloorMillis * 1e3);
    figure("ring floor, p50", "us", floorMillis * 1e3, 0);
    figure("ring floor, p99", "us", slowFloorMillis * 1e3, 0);
  }

  void say(String text) {
    out.println(text);
  }

  /** Begins a table. */
  void section(String title) {
    out.println();
    out.println(title);
    out.println(HEAD);
  }

  /** A line of the table, and its figures. */
  void row(String section, Measured measured) {
    Timing timing = measured.timing();
    double median = timing.medianNanos() / 1e6;
    double slow = timing.slowNanos() / 1e6;
    Reference reference = Reference.of(timing.name());
    double target = reference == null ? 0 : reference.target(measured.mode());
    String mode = mode(measured);
    out.printf(
        Locale.ROOT,
        "%-40s %-9s %10.3f %10.3f %8.1f %7d %10.1f %10s %10s %9s %7s %9s%n",
        timing.name(),
        mode,
        median,
        slow,
        floorMillis == 0 ? 0 : median / floorMillis,
        timing.rounds(),
        timing.bytes() / 1e3,
        count(timing.triples()),
        allocated(timing),
        number(target),
        verdict(target, median),
        reference == null ? "" : number(reference.theirs(measured.mode())));
    String name = section + ": " + timing.name() + ", " + mode;
    figure(name + ", p50", "ms", median, floorMillis);
    figure(name + ", p99", "ms", slow, slowFloorMillis);
    figure(name + ", rounds", "rounds", (double) timing.rounds(), 0);
    figure(name + ", sent", "bytes", (double) timing.bytes(), 0);
    figure(name + ", triples", "words", (double) timing.triples(), 0);
    if (timing.allocated() >= 0) {
      figure(name + ", allocated", "bytes", (double) timing.allocated(), 0);
    }
  }

  static String mode(Measured measured) {
    return measured
        .mode()
        .name()
        .toLowerCase(Locale.ROOT)
        .replace('_', '-')
        .replace("semi-honest", "semi");
  }

  private static String allocated(Timing timing) {
    return timing.allocated() < 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f", timing.allocated() / 1e3);
  }

  private static String count(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private static String number(double value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String verdict(double target, double median) {
    return target == 0 ? "" : median <= target ? "OK" : "missed";
  }

  /** A latency in milliseconds for the JSON file, beside the floor. */
  void latency(String name, double millis) {
    figure(name, "ms", millis, floorMillis);
  }

  /** A figure for the JSON file; a floor of 0 is none. */
  void figure(String name, String unit, double value, double beside) {
    if (json == null) {
      return;
    }
    String object =
        String.format(
            Locale.ROOT,
            "{\"bench\":\"mpc\",\"name\":\"%s\",\"unit\":\"%s\",\"value\":%.6f,\"floor\":%s}%n",
            name,
            unit,
            value,
            beside == 0 ? "null" : String.format(Locale.ROOT, "%.6f", beside));
    try {
      Files.writeString(json, object, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
