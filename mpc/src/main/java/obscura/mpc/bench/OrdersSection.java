package obscura.mpc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import obscura.mpc.api.Mode;
import org.jspecify.annotations.Nullable;

/** Whole orders through the port of the engine, with a book of some size, in every deployment. */
final class OrdersSection {
  private static final int TIMES = 40;
  private static final int QUICK_TIMES = 3;
  private static final int SUSTAINED = 60;
  private static final List<Mode> MODES = List.of(Mode.SEMI_HONEST, Mode.MALICIOUS);

  /** Every malicious engine makes a million triples first. */
  private static final List<Mode> QUICK_MODES = List.of(Mode.SEMI_HONEST);

  private static final List<Place> QUICK_PLACES = List.of(Place.EMBEDDED, Place.APART);

  private final BenchOptions options;
  private final Report report;
  private final Path folder;

  OrdersSection(BenchOptions options, Report report, Path folder) {
    this.options = options;
    this.report = report;
    this.folder = folder;
  }

  /** Where the parties are. */
  private enum Place {
    EMBEDDED("embedded", "parties in the venue's process"),
    APART("processes", "parties as processes, no TLS"),
    SECURED("tls", "parties as processes, TLS 1.3");

    private final String name;
    private final String title;

    Place(String name, String title) {
      this.name = name;
      this.title = title;
    }
  }

  void measure(int resting) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Books books = Books.fill(folder, resting);
    double rate = resting / ((System.nanoTime() - start) / 1e9);
    report.say(
        String.format(
            Locale.ROOT, "%n%,d orders rest; the book was filled at %.0f orders/s", resting, rate));
    for (Place place : options.quick() ? QUICK_PLACES : List.of(Place.values())) {
      report.section("whole orders through the engine's port, " + place.title);
      Certificates certificates =
          place == Place.SECURED ? Certificates.make(folder.resolve("pki")) : null;
      for (Mode mode : options.quick() && place != Place.EMBEDDED ? QUICK_MODES : MODES) {
        measure(place, mode, resting, books, certificates);
      }
    }
  }

  private void measure(
      Place place, Mode mode, int resting, Books books, @Nullable Certificates certificates)
      throws IOException, InterruptedException {
    String section = place.name + ", " + mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (mode == Mode.MALICIOUS && !options.quick()) {
      try (Engine engine = engine(place, mode, books.copy(), certificates)) {
        JobRun run = new JobRun(engine, mode, resting, false);
        rate(section + ", cold pool of triples", run.sustained(sustained()));
      }
    }
    try (Engine engine = engine(place, mode, books.copy(), certificates)) {
      JobRun run = new JobRun(engine, mode, resting, !options.quick());
      report.row(place.name, run.missing(times()));
      report.row(place.name, run.filling(times()));
      if (!options.quick()) {
        run.awaitFullPool();
        boolean malicious = mode == Mode.MALICIOUS;
        rate(section + (malicious ? ", full pool of triples" : ""), run.sustained(sustained()));
      }
    }
  }

  private static Engine engine(
      Place place, Mode mode, Path stores, @Nullable Certificates certificates)
      throws IOException, InterruptedException {
    return place == Place.EMBEDDED
        ? new EngineHere(stores, mode)
        : new EngineApart(stores, mode, certificates);
  }

  private int times() {
    return options.quick() ? QUICK_TIMES : Math.max(2, TIMES * options.percent() / 100);
  }

  private int sustained() {
    return Math.max(2, SUSTAINED * options.percent() / 100);
  }

  private void rate(String what, double rate) {
    report.say(String.format(Locale.ROOT, "sustained, %s: %.1f orders/s", what, rate));
    report.figure("sustained orders, " + what, "1/s", rate, 0);
  }
}
