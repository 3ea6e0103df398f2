package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitoring reads of a venue at work. */
class MetricsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(LocalVenue venue, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + venue.metricsPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void metricsHave(LocalVenue venue, String line) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(venue, "/metrics").body()).contains(line));
  }

  @Test
  void requestsQuotesFillsAndSettlementsAreCounted(@TempDir Path data) throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn();
        Line other = venue.taker("DESK2").loggedOn();
        Line maker = venue.maker("MAKER1").loggedOn()) {
      metricsHave(venue, "obscura_sessions_logged_on 3");
      desk.say("35=R|131=r1|146=1|55=WETH-USDC|537=1|54=1|38=2|126=" + Line.time(240) + "|60=now");
      maker.say(
          "35=S|117=q1|131="
              + maker.await("35=R").get(131)
              + "|537=1|55=WETH-USDC|133=3001.77|135=2|62="
              + Line.time(60)
              + "|60=now");
      desk.await("35=S");
      desk.say("35=D|11=b1|55=WETH-USDC|54=1|60=now|38=7.123|40=2|44=3111.77|59=0");
      other.say("35=D|11=s1|55=WETH-USDC|54=2|60=now|38=7.123|40=2|44=3000|59=0");
      desk.await("35=8", "150=F");

      metricsHave(venue, "obscura_requests_total{state=\"opened\"} 1.0");
      metricsHave(venue, "obscura_quotes_total{state=\"accepted\"} 1.0");
      metricsHave(venue, "obscura_quote_response_seconds_count 1");
      metricsHave(venue, "obscura_orders_total{state=\"filled\"} 2.0");
      metricsHave(venue, "obscura_trades_total{origin=\"dark\"} 1.0");
      metricsHave(venue, "obscura_settlement_total{state=\"final\"} 1.0");
      metricsHave(venue, "obscura_mpc_work_seconds_count{kind=\"AddOrder\",result=\"answered\"} 2");
      metricsHave(venue, "obscura_mpc_party_up{party=\"2\"} 1.0");
      assertThat(get(venue, "/metrics").body())
          .as("no price, no size, no instrument")
          .doesNotContain("3001.77", "300177", "7.123", "7123", "WETH");
      assertThat(get(venue, "/health").statusCode()).isEqualTo(200);
    }
    try (LocalVenue again = new LocalVenue(data)) {
      assertThat(get(again, "/metrics").body())
          .as("what was counted before the start is not counted again")
          .doesNotContain("obscura_trades_total", "state=\"opened\"");
    }
  }

  @Test
  void onlyReadingIsPossible(@TempDir Path data) throws Exception {
    try (LocalVenue venue = new LocalVenue(data)) {
      URI uri = URI.create("http://127.0.0.1:" + venue.metricsPort() + "/health");
      HttpRequest post =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("x")).build();
      assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
    }
  }
}
