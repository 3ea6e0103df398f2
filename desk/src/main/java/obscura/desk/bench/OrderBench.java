package obscura.desk.bench;

import obscura.desk.launch.LaunchedVenue;
import obscura.desk.load.LoadSession;

/** Order in to ExecutionReport(New) out, against the bare echo. */
final class OrderBench {
  private OrderBench() {}

  static void run(Workplace workplace, Options options, Figures figures) {
    int count = options.sizeOr(1_000);
    figures.say("floor: bare QuickFIX/J echo, " + options.runs() + " runs of " + count);
    OrderSpeed floor = OrderSpeed.ofEcho(workplace, options.sync(), options.runs(), count);
    figures.say("venue: resting orders, " + options.runs() + " runs of " + count);
    try (LaunchedVenue venue = workplace.venue();
        LoadSession session = LoadSession.logon(venue.ports().trade(), "DESK1", false)) {
      OrderSpeed speed = OrderSpeed.of(session, options.runs(), count);
      figures.add("order to report New, p50", "us", speed.p50(), floor.p50());
      figures.add("order to report New, p99", "us", speed.p99(), floor.p99());
      figures.add(
          "orders a second, " + OrderSpeed.WINDOW + " in flight",
          "1/s",
          speed.rate(),
          floor.rate());
    }
  }
}
