package obscura.desk.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.AdminCommand;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.load.Bodies;
import obscura.desk.load.Body;
import obscura.desk.load.LoadSession;
import obscura.desk.load.RawMessage;
import obscura.domain.Side;

/** RFQ: last quote in to best quote out, with eight makers. */
final class RequestBench {
  private static final int MAKERS = 8;
  private static final int DEMO_MAKERS = 3;
  private static final int WARM_UP = 50;
  private static final int WINDOW_MILLIS = 5_000;
  private static final int LIFETIME_MILLIS = 30_000;
  private static final int FLOOR_ORDERS = 2_000;

  private final LoadSession taker;
  private final List<LoadSession> makers;
  private int requests;

  private RequestBench(LoadSession taker, List<LoadSession> makers) {
    this.taker = taker;
    this.makers = makers;
  }

  static void run(Workplace workplace, Options options, Figures figures) {
    OrderSpeed floor = OrderSpeed.ofEcho(workplace, options.sync(), 1, FLOOR_ORDERS);
    try (LaunchedVenue venue = workplace.venue("limits.open-requests-per-taker=1000")) {
      enlist(venue.admin());
      List<LoadSession> makers = new ArrayList<>();
      for (int i = 1; i <= MAKERS; i++) {
        makers.add(LoadSession.logon(venue.ports().maker(), "MAKER" + i, false));
      }
      LoadSession taker = LoadSession.logon(venue.ports().trade(), "DESK1", false);
      new RequestBench(taker, makers).measure(options, figures, floor);
      makers.forEach(LoadSession::close);
      taker.close();
    }
  }

  private static void enlist(AdminCommand admin) {
    for (int i = DEMO_MAKERS + 1; i <= MAKERS; i++) {
      String maker = "MAKER" + i;
      admin.run("participant", "add", maker, "--firm", "FIRM" + i, "--kind", "MAKER");
      admin.run("maker", "whitelist", "add", maker);
    }
  }

  private void measure(Options options, Figures figures, OrderSpeed floor) {
    int count = options.sizeOr(200);
    auctions(WARM_UP);
    List<Latencies> runs = new ArrayList<>();
    long start = System.nanoTime();
    for (int run = 0; run < options.runs(); run++) {
      runs.add(auctions(count));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String what = "last quote in to best quote out, 8 makers, ";
    figures.add(what + "p50", "ms", Medians.of(runs, l -> l.millis(50)), floor.p50() / 1_000);
    figures.add(what + "p99", "ms", Medians.of(runs, l -> l.millis(99)), floor.p99() / 1_000);
    figures.add("whole auctions a second, one at a time", "1/s", options.runs() * count / seconds);
  }

  private Latencies auctions(int count) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      latencies.record(auction());
    }
    return latencies;
  }

  private long auction() {
    requests++;
    String id = "R-" + requests;
    taker.send(
        Bodies.request(id, OrderFlow.SYMBOL, Side.BUY, "25", LIFETIME_MILLIS, WINDOW_MILLIS));
    for (LoadSession maker : makers.subList(1, makers.size())) {
      quote(maker, asked(maker));
      maker.next(m -> m.is("AI", 297, "0"));
    }
    LoadSession last = makers.getFirst();
    long start = quote(last, asked(last));
    RawMessage best = taker.next(m -> m.is("S", 131, id));
    last.next(m -> m.is("AI", 297, "0"));
    pass(best);
    return best.nanos() - start;
  }

  private static RawMessage asked(LoadSession maker) {
    return maker.next(m -> m.type().equals("R"));
  }

  private long quote(LoadSession maker, RawMessage request) {
    String requestId = String.valueOf(request.field(131));
    int rank = makers.indexOf(maker);
    return maker.send(
        Bodies.offer(
            "S-" + requests,
            requestId,
            OrderFlow.SYMBOL,
            "2500." + (10 + rank),
            "25",
            Instant.now().plusSeconds(60)));
  }

  private void pass(RawMessage best) {
    taker.send(
        Body.of("AJ")
            .with(693, "P-" + requests)
            .with(117, String.valueOf(best.field(117)))
            .with(694, "6")
            .with(55, OrderFlow.SYMBOL)
            .with(60, Instant.now()));
  }
}
