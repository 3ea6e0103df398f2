package obscura.engine.adapter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import obscura.engine.port.PartyOperations;
import obscura.engine.port.PartyOperations.PartyLine;

/** How the three parties were when they were last looked at, as gauges (requirement 36.5). */
public final class PartyMeters {
  private static final int PARTIES = 3;

  private PartyMeters() {}

  /** Adds the gauges; NaN until the parties have been looked at. */
  public static void read(MeterRegistry registry, PartyOperations parties) {
    for (int party = 0; party < PARTIES; party++) {
      gauge(registry, parties, party, "obscura.mpc.party.up", line -> line.answers() ? 1 : 0);
      gauge(registry, parties, party, "obscura.mpc.party.epoch", PartyLine::epoch);
      gauge(registry, parties, party, "obscura.mpc.party.executed", PartyLine::executed);
      gauge(registry, parties, party, "obscura.mpc.party.queued", PartyLine::queued);
      gauge(registry, parties, party, "obscura.mpc.party.triples", PartyLine::triplesReady);
      gauge(registry, parties, party, "obscura.mpc.party.suspicions", PartyLine::suspicions);
    }
    Gauge.builder("obscura.alerts", parties, now -> now.alerts().size()).register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      PartyOperations parties,
      int party,
      String name,
      ToDoubleFunction<PartyLine> value) {
    Gauge.builder(name, parties, now -> value(now.latest(), party, value))
        .tag("party", Integer.toString(party))
        .register(registry);
  }

  private static double value(List<PartyLine> lines, int party, ToDoubleFunction<PartyLine> value) {
    return lines.stream()
        .filter(line -> line.party() == party)
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }
}
