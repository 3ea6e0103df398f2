package obscura.desk.bench;

import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.load.Bodies;
import obscura.desk.load.LoadSession;
import obscura.domain.Side;

/** Restart after kill -9 with state, until the first order is accepted again. */
final class RecoveryBench {
  private RecoveryBench() {}

  static void run(Workplace workplace, Options options, Figures figures) {
    int resting = options.sizeOr(1_000);
    List<Double> seconds = new ArrayList<>();
    LaunchedVenue venue = workplace.venue();
    int nextSeqNum = fill(venue, resting);
    for (int run = 0; run < options.runs(); run++) {
      venue.kill();
      long start = System.nanoTime();
      venue = venue.restart();
      nextSeqNum = firstOrder(venue, nextSeqNum, run);
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    venue.close();
    figures.add("resting orders", "orders", resting);
    figures.add(
        "kill -9 and restart to first order accepted",
        "s",
        Medians.of(seconds, Double::doubleValue));
    figures.add(
        "the slowest of " + options.runs(),
        "s",
        seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private static int fill(LaunchedVenue venue, int resting) {
    try (LoadSession desk = LoadSession.logon(venue.ports().trade(), "DESK1", true)) {
      new OrderFlow(desk, Side.BUY, "2400.00").inFlight(resting, 100);
      return desk.nextSeqNum();
    }
  }

  private static int firstOrder(LaunchedVenue venue, int nextSeqNum, int run) {
    try (LoadSession desk = LoadSession.logon(venue.ports().trade(), "DESK1", true, nextSeqNum)) {
      String id = "after-" + run;
      desk.send(Bodies.order(id, OrderFlow.SYMBOL, Side.BUY, "1", "2400.00", '0'));
      desk.next(m -> m.is("8", 11, id));
      return desk.nextSeqNum();
    }
  }
}
