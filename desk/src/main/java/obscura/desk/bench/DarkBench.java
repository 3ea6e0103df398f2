package obscura.desk.bench;

import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.load.Bodies;
import obscura.desk.load.LoadSession;
import obscura.desk.load.RawMessage;
import obscura.domain.Side;

/** Dark pool: order in to match out, while other orders rest at prices that do not cross. */
final class DarkBench {
  private static final int WARM_UP = 50;
  private static final int FLOOR_ORDERS = 2_000;
  private static final int MATCHES = 200;
  private static final char IMMEDIATE = '3';
  private final LoadSession seller;
  private final LoadSession buyer;
  private int orders;

  private DarkBench(LoadSession seller, LoadSession buyer) {
    this.seller = seller;
    this.buyer = buyer;
  }

  static void run(Workplace workplace, Options options, Figures figures) {
    int resting = options.sizeOr(1_000);
    OrderSpeed floor = OrderSpeed.ofEcho(workplace, options.sync(), 1, FLOOR_ORDERS);
    try (LaunchedVenue venue = workplace.venue();
        LoadSession seller = LoadSession.logon(venue.ports().trade(), "DESK2", false);
        LoadSession buyer = LoadSession.logon(venue.ports().trade(), "DESK1", false)) {
      double rate = new OrderFlow(seller, Side.SELL, "2600.00").inFlight(resting, 100);
      figures.add("resting orders", "orders", resting);
      figures.add("orders a second while the book fills", "1/s", rate);
      new DarkBench(seller, buyer).measure(options, figures, floor, resting);
    }
  }

  private void measure(Options options, Figures figures, OrderSpeed floor, int resting) {
    matches(WARM_UP);
    List<Latencies> runs = new ArrayList<>();
    long start = System.nanoTime();
    for (int run = 0; run < options.runs(); run++) {
      runs.add(matches(MATCHES));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String what = "order in to match out, " + resting + " resting, ";
    figures.add(what + "p50", "ms", Medians.of(runs, l -> l.millis(50)), floor.p50() / 1_000);
    figures.add(what + "p99", "ms", Medians.of(runs, l -> l.millis(99)), floor.p99() / 1_000);
    figures.add("crosses a second, one at a time", "1/s", options.runs() * MATCHES / seconds);
  }

  private Latencies matches(int count) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      latencies.record(match());
    }
    return latencies;
  }

  private long match() {
    orders++;
    String sell = "X-" + orders;
    String buy = "Y-" + orders;
    seller.send(Bodies.order(sell, OrderFlow.SYMBOL, Side.SELL, "1", "2500.00", '0'));
    seller.next(m -> m.is("8", 11, sell));
    long start =
        buyer.send(Bodies.order(buy, OrderFlow.SYMBOL, Side.BUY, "1", "2500.00", IMMEDIATE));
    RawMessage fill = buyer.next(m -> m.is("8", 150, "F"));
    seller.next(m -> m.is("8", 150, "F"));
    return fill.nanos() - start;
  }
}
