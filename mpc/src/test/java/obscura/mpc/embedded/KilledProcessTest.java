package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.net.TestPki;
import obscura.mpc.remote.RemoteEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes; one, two or all of them are killed amid a stream of orders. */
class KilledProcessTest {
  private static final List<InetSocketAddress> ADDRESSES = TestPki.freeAddresses(6);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  private final Process[] processes = new Process[3];
  private final String[] ready = new String[3];
  private final Random random = new Random(20_261_121);
  private final BookReference reference = new BookReference();
  private RemoteEngine engine;

  @BeforeEach
  void start() throws IOException {
    for (int party = 0; party < 3; party++) {
      launch(party);
    }
    for (int party = 0; party < 3; party++) {
      await(party);
    }
    engine =
        new RemoteEngine(
            ADDRESSES.subList(3, 6),
            TestPki.transport("venue"),
            Rig.GATEWAY,
            Duration.ofSeconds(10),
            Mode.SEMI_HONEST);
  }

  @AfterEach
  void stop() throws InterruptedException {
    engine.close();
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private void launch(int party) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    processes[party] =
        new ProcessBuilder(
                java.toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dlogback.configurationFile=party-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "obscura.mpc.process.PartyMain",
                "--id",
                Integer.toString(party),
                "--config",
                config(party).toString())
            .redirectError(directory.resolve("party" + party + ".log").toFile())
            .start();
  }

  private void await(int party) throws IOException {
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(processes[party].getInputStream(), StandardCharsets.UTF_8));
    ready[party] = out.readLine();
    assertThat(ready[party]).as("party %d", party).startsWith("PARTY READY id=" + party);
  }

  private Path config(int party) throws IOException {
    Path key = directory.resolve("party" + party + ".key");
    Files.writeString(key, HexFormat.of().formatHex(Rig.key(party)));
    Path pki = TestPki.folder();
    List<Path> operators = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      operators.add(
          Files.writeString(
              directory.resolve("operator" + k + ".pub"), Rig.OPERATORS.operators().hex(k)));
    }
    Path roster = Files.writeString(directory.resolve("roster"), Rig.PAPERS.roster());
    Path file = directory.resolve("party" + party + ".conf");
    Files.writeString(
        file,
        """
        profile = development
        security = semi-honest
        instance = %s
        data = "%s"
        peers.addresses = ["%s", "%s", "%s"]
        peers.certificates = ["%s/party0.pem", "%s/party1.pem", "%s/party2.pem"]
        venue { listen = "%s", certificate = "%s/venue.pem" }
        roster { operators = ["%s", "%s", "%s"], file = "%s" }
        tls { keystore = "%s/party%d.p12", password-file = "%s/password" }
        store.key-file = "%s"
        metrics.port = 0
        """
            .formatted(
                Rig.GATEWAY.instance(),
                directory.resolve("mpc-" + party),
                address(0),
                address(1),
                address(2),
                pki,
                pki,
                pki,
                address(3 + party),
                pki,
                operators.get(0),
                operators.get(1),
                operators.get(2),
                roster,
                pki,
                party,
                pki,
                key));
    return file;
  }

  private static String address(int index) {
    return "127.0.0.1:" + ADDRESSES.get(index).getPort();
  }

  private void kill(int party) throws InterruptedException {
    processes[party].destroyForcibly().waitFor();
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
    String port = ready[party].replaceAll(".*metrics=", "");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + name)).build();
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
        kill(victim);
        launch(victim);
      }
      for (int victim : victims) {
        await(victim);
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

  private interface Asked<T> {
    T ask();
  }

  /** As the venue does: asks again while a party is away. */
  private static <T> T patiently(Asked<T> question) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (CompletionException away) {
        boolean again = away.getCause() instanceof MpcUnavailableException;
        if (!again || deadline - System.nanoTime() < 0) {
          throw away;
        }
      }
      Thread.sleep(100);
    }
  }
}
