package obscura.desk.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.load.Bodies;
import obscura.desk.load.Body;
import obscura.desk.load.LoadSession;
import obscura.desk.load.RawMessage;
import obscura.domain.Side;

/**
 * How much the venue holds at once: 10,000 resting orders and 1,000 open RFQs, without an error.
 */
final class HoldBench {
  private static final int REQUESTS = 1_000;
  private static final int WINDOW_MILLIS = 10_000;
  private static final int LIFETIME_MILLIS = 60_000;

  private HoldBench() {}

  static void run(Workplace workplace, Options options, Figures figures) {
    int orders = options.sizeOr(10_000);
    try (LaunchedVenue venue = workplace.venue("limits.open-requests-per-taker=" + REQUESTS);
        LoadSession desk = LoadSession.logon(venue.ports().trade(), "DESK1", false);
        LoadSession taker = LoadSession.logon(venue.ports().trade(), "DESK2", false);
        LoadSession maker = LoadSession.logon(venue.ports().maker(), "MAKER1", false)) {
      double rate = new OrderFlow(desk, Side.BUY, "2400.00").inFlight(orders, 200);
      figures.add("resting orders accepted", "orders", orders);
      figures.add("orders a second while the book fills", "1/s", rate);
      CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> count(maker));
      requests(taker, figures);
      figures.add("requests that reached a maker", "requests", asked.join());
      figures.add("orders still open at the end", "orders", open(desk));
    }
  }

  private static int count(LoadSession maker) {
    for (int seen = 0; seen < REQUESTS; seen++) {
      maker.next(m -> m.type().equals("R"));
    }
    return REQUESTS;
  }

  private static void requests(LoadSession taker, Figures figures) {
    long start = System.nanoTime();
    for (int i = 0; i < REQUESTS; i++) {
      taker.send(
          Bodies.request(
              "R-" + i, OrderFlow.SYMBOL, Side.BUY, "1", LIFETIME_MILLIS, WINDOW_MILLIS));
    }
    int openAtOnce = 0;
    long opened = 0;
    Set<String> ended = new HashSet<>();
    while (ended.size() < REQUESTS) {
      RawMessage message = taker.next(HoldBench::isAboutRequests);
      if (message.is("AI", 297, "10")) {
        openAtOnce += ended.isEmpty() ? 1 : 0;
        opened = message.nanos();
      } else if (message.is("AG", 658, "10")) {
        ended.add(String.valueOf(message.field(131)));
      } else {
        throw new IllegalStateException("an RFQ was refused: " + message.field(58));
      }
    }
    figures.add("RFQs open at the same time", "requests", openAtOnce);
    figures.add("RFQs opened a second", "1/s", openAtOnce / ((opened - start) / 1e9));
  }

  private static boolean isAboutRequests(RawMessage message) {
    return message.type().equals("AI") || message.type().equals("AG");
  }

  private static int open(LoadSession desk) {
    desk.send(Body.of("AF").with(584, "M-1").with(585, "7"));
    int open = 0;
    while (true) {
      RawMessage status = desk.next(m -> m.is("8", 584, "M-1"));
      open += "0".equals(status.field(39)) ? 1 : 0;
      if ("Y".equals(status.field(912)) || "NONE".equals(status.field(37))) {
        return open;
      }
    }
  }
}
