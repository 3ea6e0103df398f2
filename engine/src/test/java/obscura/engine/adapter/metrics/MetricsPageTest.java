package obscura.engine.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.port.PartyOperations;
import org.junit.jupiter.api.Test;

/** The page that monitoring reads. */
class MetricsPageTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<List<String>> alerts = new AtomicReference<>(List.of());

  private static HttpResponse<String> get(MetricsPage page, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + page.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aVenueWithAnAlertIsNotWellUntilItIsOver() throws Exception {
    try (MetricsPage page = new MetricsPage(0, registry, alerts::get)) {
      assertThat(get(page, "/health").body()).isEqualTo("ok\n");
      alerts.set(List.of("party 1 does not answer", "Put takes longer than PT1S"));
      assertThat(get(page, "/health").statusCode()).isEqualTo(503);
      assertThat(get(page, "/health").body())
          .isEqualTo("party 1 does not answer\nPut takes longer than PT1S\n");
      alerts.set(List.of());
      assertThat(get(page, "/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void partiesAreGaugesOnceTheyHaveBeenLookedAt() throws Exception {
    Looked parties = new Looked();
    PartyMeters.read(registry, parties);
    try (MetricsPage page = new MetricsPage(0, registry, alerts::get)) {
      assertThat(get(page, "/metrics").body()).contains("obscura_mpc_party_up{party=\"1\"} NaN");
      parties.latest = List.of(new PartyOperations.PartyLine(1, true, 4, 70, 2, 900, 10, 3));
      assertThat(get(page, "/metrics").body())
          .contains(
              "obscura_mpc_party_up{party=\"1\"} 1.0",
              "obscura_mpc_party_epoch{party=\"1\"} 4.0",
              "obscura_mpc_party_executed{party=\"1\"} 70.0",
              "obscura_mpc_party_triples{party=\"1\"} 900.0",
              "obscura_mpc_party_suspicions{party=\"1\"} 3.0",
              "obscura_mpc_party_up{party=\"2\"} NaN",
              "obscura_alerts 1.0");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (MetricsPage first = new MetricsPage(0, registry, alerts::get)) {
      assertThatThrownBy(() -> new MetricsPage(first.port(), registry, alerts::get).close())
          .hasMessageContaining("metrics.port")
          .hasMessageContaining(Integer.toString(first.port()));
    }
  }

  private static final class Looked implements PartyOperations {
    private volatile List<PartyLine> latest = List.of();

    @Override
    public CompletableFuture<List<PartyLine>> parties() {
      return CompletableFuture.completedFuture(latest);
    }

    @Override
    public List<PartyLine> latest() {
      return latest;
    }

    @Override
    public List<WorkLine> work() {
      return List.of(new WorkLine("Put", 1, 0, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    @Override
    public List<String> alerts() {
      return List.of("something");
    }

    @Override
    public Optional<String> transcript(RfqId rfq, Optional<ParticipantId> maker) {
      return Optional.empty();
    }

    @Override
    public List<StepLine> steps() {
      return List.of();
    }

    @Override
    public CompletableFuture<List<StepLine>> benchmark() {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<List<String>> sealFor(String handle, String auditor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Long> replaceParty(int party) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Long> rotateKeys() {
      return CompletableFuture.completedFuture(1L);
    }
  }
}
