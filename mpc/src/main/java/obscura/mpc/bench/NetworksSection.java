package obscura.mpc.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.measure.Timing;
import obscura.mpc.net.SlowLinks;

/**
 * The same tasks over lines on which every message is under way for half a round trip. Beside what
 * was measured stands what the rounds alone would add to the time without a network.
 */
final class NetworksSection {
  private static final List<Duration> ROUND_TRIPS =
      List.of(Duration.ofNanos(200_000), Duration.ofMillis(1), Duration.ofMillis(10));

  private final Report report;
  private final TaskRun run;

  NetworksSection(Report report, TaskRun run) {
    this.report = report;
    this.run = run;
  }

  void measure(List<Measured> withoutNetwork) {
    List<List<Measured>> measured = new ArrayList<>();
    for (Duration trip : ROUND_TRIPS) {
      measured.add(EmbeddedRun.measure(run, SlowLinks.inMemory(trip.dividedBy(2))));
    }
    report.say(
        "\n"
            + "simulated networks: p50 in ms, in brackets p50 without a network + rounds x half a"
            + " trip");
    String trips =
        ROUND_TRIPS.stream()
            .map(trip -> String.format(Locale.ROOT, "%22s", trip.toNanos() / 1e6 + " ms"))
            .collect(Collectors.joining());
    report.say(String.format(Locale.ROOT, "%-40s %-9s %7s%s", "task", "mode", "rounds", trips));
    for (Measured bare : withoutNetwork) {
      line(bare, measured);
    }
  }

  private void line(Measured bare, List<List<Measured>> measured) {
    StringBuilder line = new StringBuilder();
    Timing timing = bare.timing();
    for (int k = 0; k < ROUND_TRIPS.size(); k++) {
      double trip = ROUND_TRIPS.get(k).toNanos() / 1e6;
      double computed = timing.medianNanos() / 1e6 + timing.rounds() * trip / 2;
      String found = "-";
      for (Measured slow : measured.get(k)) {
        if (slow.mode() == bare.mode() && slow.timing().name().equals(timing.name())) {
          double median = slow.timing().medianNanos() / 1e6;
          found = String.format(Locale.ROOT, "%.2f", median);
          String name = timing.name() + ", " + Report.mode(bare) + ", p50";
          report.latency("network of " + trip + " ms: " + name, median);
        }
      }
      line.append(String.format(Locale.ROOT, "%12s (%7.2f)", found, computed));
    }
    report.say(
        String.format(
            Locale.ROOT,
            "%-40s %-9s %7d%s",
            timing.name(),
            Report.mode(bare),
            timing.rounds(),
            line));
  }
}
