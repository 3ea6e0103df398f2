package obscura.engine.adapter.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.port.AlertSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts of a rail to the venue's log, each as a line that begins with ALERT, and counted by kind.
 * The same one is written once in {@link #PAUSE}, however often it is raised. Any thread.
 */
public final class RailAlerts implements AlertSink {
  /** Between two lines of the same words. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RailAlerts.class);
  private static final int REMEMBERED_MAX = 1_000;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Alert, Instant> written = new ConcurrentHashMap<>();

  public RailAlerts(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void alert(Alert alert) {
    registry.counter("obscura.settlement.alerts", "kind", alert.kind().name()).increment();
    Instant now = clock.instant();
    if (written.size() > REMEMBERED_MAX) {
      written.values().removeIf(at -> now.isAfter(at.plus(PAUSE)));
    }
    Instant before = written.get(alert);
    if (before == null || now.isAfter(before.plus(PAUSE))) {
      written.put(alert, now);
      LOG.error("ALERT settlement: {}", alert);
    }
  }
}
