package obscura.mpc.embedded;

import static obscura.mpc.embedded.PartyProcesses.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.remote.RemoteEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes; one, two or all of them are killed amid a stream of orders. */
class KilledProcessTest {
  @TempDir Path directory;

  private final Random random = new Random(20_261_121);
  private final BookReference reference = new BookReference();
  private PartyProcesses parties;
  private RemoteEngine engine;

  @BeforeEach
  void start() throws IOException {
    parties = new PartyProcesses(directory, "semi-honest", Rig.PAPERS.roster());
    for (int party = 0; party < 3; party++) {
      parties.launch(party);
    }
    for (int party = 0; party < 3; party++) {
      parties.await(party);
    }
    engine =
        new RemoteEngine(
            parties.doors(),
            parties.venue(),
            Rig.GATEWAY,
            Duration.ofSeconds(10),
            Mode.SEMI_HONEST);
  }

  @AfterEach
  void stop() {
    engine.close();
    parties.close();
  }

  @Test
  void ordersGoOnAsIfNothingHadHappened() throws Exception {
    int[][] killed = {{1}, {0, 2}, {0, 1, 2}};
    int number = 0;
    for (int[] victims : killed) {
      for (int k = 0; k < 3; k++) {
        trade(++number, new int[0]);
      }
      trade(++number, victims);
    }
    for (int k = 0; k < 6; k++) {
      trade(++number, new int[0]);
    }
    assertThat(page(1, "health")).startsWith("ok, epoch ");
    assertThat(page(1, "metrics"))
        .contains("obscura_mpc_latency_seconds_count{kind=\"AddOrder\"}")
        .contains("obscura_mpc_rounds_total{kind=\"AddOrder\"}")
        .contains("obscura_mpc_sent_bytes_total{kind=\"AddOrder\"}")
        .contains("obscura_mpc_lag_jobs 0")
        .contains("obscura_mpc_queue_length");
  }

  private String page(int party, String name) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parties.page(party) + "/" + name))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** One order; while its job is under way the victims are killed, then started again. */
  private void trade(int number, int[] victims) throws Exception {
    String firm = "F" + number % 3;
    Vector order =
        Rig.order(1, random.nextInt(2), 1 + random.nextInt(9), 100 + random.nextInt(4), 0);
    Handle handle = patiently(() -> ordered(firm, number, order));
    Job job = new Job.AddOrder(number, handle);
    if (victims.length > 0) {
      CompletableFuture<Outcome> amid = engine.execute(job);
      for (int victim : victims) {
        parties.kill(victim);
        parties.launch(victim);
      }
      for (int victim : victims) {
        parties.await(victim);
      }
      var _ = amid.exceptionally(away -> null).join();
    }
    Outcome.Matched got = (Outcome.Matched) patiently(() -> engine.execute(job).join());
    BookReference.Result expected =
        reference.add(handle, order, firm, number, Lifetime.RESTS, Rig.ENABLED);
    List<BookReference.Fill> fills = new ArrayList<>();
    for (Outcome.Fill fill : got.fills()) {
      Vector value = patiently(() -> new Rig(directory, engine).value(firm + number, fill.fill()));
      fills.add(
          new BookReference.Fill(
              fill.contra(), value.quantity(), value.price(), fill.contraDone()));
    }
    assertThat(fills).as("order %d", number).isEqualTo(expected.fills());
    assertThat(got.done()).isEqualTo(expected.done());
  }

  private Handle ordered(String firm, int number, Vector order) {
    Rig rig = new Rig(directory, engine);
    return rig.put(
        rig.origin(firm + number, firm, false, new Purpose.Order(Lifetime.RESTS)), order);
  }
}
