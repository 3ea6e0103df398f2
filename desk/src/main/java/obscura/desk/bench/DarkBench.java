package obscura.desk.bench;

import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.LaunchedParties.Security;
import obscura.desk.load.Bodies;
import obscura.desk.load.LoadSession;
import obscura.desk.load.RawMessage;
import obscura.domain.Side;

/** Dark pool: order in to match out, while other orders rest at prices that do not cross. */
final class DarkBench {
  private static final int WARM_UP = 50;
  private static final int FLOOR_ORDERS = 2_000;
  private static final int MATCHES = 200;
  private static final int IN_FLIGHT = 100;
  private static final int USUAL_SIZE = 10_000;
  private static final List<Integer> GROWTH = List.of(1_000, 10_000, 100_000);

  /** Milliseconds that the house wants as the median with {@link #USUAL_SIZE} resting orders. */
  private static final int AIM_SEMI_HONEST = 20;

  private static final int AIM_MALICIOUS = 50;
  private static final char IMMEDIATE = '3';

  private final DarkVenue venue;
  private final Options options;
  private final Figures figures;
  private final OrderSpeed floor;
  private int sellerSeqNum = 1;
  private int buyerSeqNum = 1;
  private int resting;
  private int orders;

  private DarkBench(DarkVenue venue, Options options, Figures figures, OrderSpeed floor) {
    this.venue = venue;
    this.options = options;
    this.figures = figures;
    this.floor = floor;
  }

  static void run(Workplace workplace, Options options, Figures figures) {
    OrderSpeed floor = OrderSpeed.ofEcho(workplace, options.sync(), 1, FLOOR_ORDERS);
    try (DarkVenue venue =
        new DarkVenue(
            workplace.project(),
            workplace.newFolder("venue"),
            workplace.newFolder("parties"),
            options.parties().remote())) {
      DarkBench bench = new DarkBench(venue, options, figures, floor);
      for (int size : options.growth() ? GROWTH : List.of(options.sizeOr(USUAL_SIZE))) {
        bench.fill(size);
        bench.measure();
      }
    }
  }

  /** In the semi-honest mode, whatever is measured later. */
  private void fill(int size) {
    int port = venue.startIn(Security.SEMI_HONEST);
    try (LoadSession seller = LoadSession.logon(port, "DESK2", true, sellerSeqNum)) {
      figures.say("the book is filled to " + size + " orders, in the semi-honest mode");
      OrderFlow flow = new OrderFlow(seller, Side.SELL, "2600.00", resting);
      double rate = flow.inFlight(size - resting, IN_FLIGHT);
      sellerSeqNum = seller.nextSeqNum();
      resting = size;
      figures.add("resting orders", "orders", resting);
      figures.add("orders a second while the book fills", "1/s", rate);
    }
  }

  private void measure() {
    int port = venue.startIn(options.parties().security());
    try (LoadSession seller = LoadSession.logon(port, "DESK2", true, sellerSeqNum);
        LoadSession buyer = LoadSession.logon(port, "DESK1", true, buyerSeqNum)) {
      matches(seller, buyer, WARM_UP);
      List<Latencies> runs = new ArrayList<>();
      long start = System.nanoTime();
      for (int run = 0; run < options.runs(); run++) {
        runs.add(matches(seller, buyer, MATCHES));
      }
      report(runs, (System.nanoTime() - start) / 1e9);
      sellerSeqNum = seller.nextSeqNum();
      buyerSeqNum = buyer.nextSeqNum();
    }
  }

  private void report(List<Latencies> runs, double seconds) {
    String how = resting + " resting, " + options.parties() + ", ";
    String what = "order in to match out, " + how;
    double median = Medians.of(runs, l -> l.millis(50));
    figures.add(what + "p50", "ms", median, floor.p50() / 1_000);
    figures.add(what + "p99", "ms", Medians.of(runs, l -> l.millis(99)), floor.p99() / 1_000);
    figures.add(
        "crosses a second, one at a time, " + how + "all",
        "1/s",
        options.runs() * MATCHES / seconds);
    if (resting == USUAL_SIZE) {
      int aim =
          options.parties().security() == Security.MALICIOUS ? AIM_MALICIOUS : AIM_SEMI_HONEST;
      figures.say("aim: p50 of at most " + aim + " ms: " + (median <= aim ? "OK" : "missed"));
    }
  }

  private Latencies matches(LoadSession seller, LoadSession buyer, int count) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      latencies.record(match(seller, buyer));
    }
    return latencies;
  }

  private long match(LoadSession seller, LoadSession buyer) {
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
