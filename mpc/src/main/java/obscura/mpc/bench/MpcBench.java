package obscura.mpc.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.measure.Task;
import obscura.mpc.net.Links;

/**
 * Entry of {@code scripts/bench mpc}. Exit code 0: measured; 1: something failed; 2: wrong usage.
 * How to read it: {@code docs/benchmarks.md}.
 */
public final class MpcBench {
  private final BenchOptions options;
  private final Report report;
  private final Path folder;

  private MpcBench(BenchOptions options, Report report, Path folder) {
    this.options = options;
    this.report = report;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.print(e.getMessage() + "\n" + BenchOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options, System.out) ? 0 : 1);
  }

  /** Measures all that was asked for; false, with a line on standard error, if something failed. */
  static boolean run(BenchOptions options, PrintStream out) throws IOException {
    Path folder = Files.createTempDirectory("obscura-mpc-bench-");
    try {
      new MpcBench(options, new Report(out, options.json()), folder).measure();
      return true;
    } catch (IOException | IllegalStateException | CompletionException e) {
      System.err.println("The bench was not finished: " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      delete(folder);
    }
  }

  private void measure() throws IOException, InterruptedException {
    report.say(
        String.format(
            Locale.ROOT,
            "%d processors, load %.1f, Java %s, %s",
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.version(),
            options.quick() ? "tiny sizes: only to see that it works" : "usual sizes"));
    processes();
    if (options.has("embedded") || options.has("networks")) {
      List<Measured> embedded = EmbeddedRun.measure(run(false), Links.inMemory());
      table("embedded", "three parties in one process, lines in memory", embedded);
      networks(embedded);
    }
    if (options.has("tls")) {
      Certificates certificates = Certificates.make(folder.resolve("pki"));
      table(
          "tls",
          "three processes, loopback, TLS 1.3",
          ProcessRun.measure(run(false), certificates, folder.resolve("tls")));
    }
    if (options.has("settlement")) {
      new SettlementSection(options, report, folder.resolve("settlement")).measure();
    }
    if (options.has("orders")) {
      for (int book : options.booksOrUsual()) {
        new OrdersSection(options, report, folder.resolve("book-" + book)).measure(book);
      }
    }
  }

  /** The floor, and the tasks of the same processes if they are wanted. */
  private void processes() throws IOException, InterruptedException {
    List<Measured> plain = ProcessRun.measure(run(false), null, folder.resolve("plain"));
    report.floor(
        plain.stream()
            .map(Measured::timing)
            .filter(timing -> timing.name().equals(Task.FLOOR))
            .findFirst()
            .orElseThrow());
    if (options.has("processes")) {
      table("processes", "three processes, loopback, no TLS", plain);
    }
  }

  private void networks(List<Measured> embedded) {
    if (options.has("networks")) {
      new NetworksSection(report, run(true)).measure(embedded);
    }
  }

  private TaskRun run(boolean network) {
    return new TaskRun(
        options.quick(), network ? 1 : options.percent(), !options.quick() && !network, network);
  }

  private void table(String section, String title, List<Measured> results) {
    report.section(title);
    for (Measured measured : results) {
      report.row(section, measured);
      if (measured.timing().name().equals(TaskRun.BATCH)) {
        double rate = measured.timing().triples() * 1e9 / measured.timing().medianNanos();
        report.say(String.format(Locale.ROOT, "%,.0f triples (words of 64) a second", rate));
        report.figure(section + ": triples made", "1/s", rate, 0);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
