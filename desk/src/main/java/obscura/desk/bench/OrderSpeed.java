package obscura.desk.bench;

import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.LaunchedEcho;
import obscura.desk.load.LoadSession;
import obscura.domain.Side;

/**
 * How fast a counterparty acknowledges orders: medians over runs, after a warm-up.
 *
 * @param p50 and {@code p99} microseconds from order out to report in, one at a time
 * @param rate reports per second with {@link #WINDOW} orders in flight
 */
record OrderSpeed(double p50, double p99, double rate) {
  static final int WINDOW = 500;
  private static final int WARM_UP = 2_000;

  /** Measures on an open session; every run sends {@code count} orders twice. */
  static OrderSpeed of(LoadSession session, int runs, int count) {
    OrderFlow flow = new OrderFlow(session, Side.BUY, "2400.00");
    flow.oneByOne(WARM_UP / 2);
    flow.inFlight(WARM_UP / 2, WINDOW);
    List<Latencies> latencies = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      latencies.add(flow.oneByOne(count));
      rates.add(flow.inFlight(count, WINDOW));
    }
    return new OrderSpeed(
        Medians.of(latencies, l -> l.micros(50)),
        Medians.of(latencies, l -> l.micros(99)),
        Medians.of(rates, Double::doubleValue));
  }

  /** Measures the bare echo in a process of its own. */
  static OrderSpeed ofEcho(Workplace workplace, boolean sync, int runs, int count) {
    try (LaunchedEcho echo = workplace.echo(sync);
        LoadSession session = LoadSession.logon(echo.port(), "DESK1", false)) {
      return of(session, runs, count);
    }
  }
}
