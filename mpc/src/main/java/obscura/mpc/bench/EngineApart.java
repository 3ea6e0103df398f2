package obscura.mpc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.net.PlainTransport;
import obscura.mpc.net.Transport;
import obscura.mpc.process.PartyMain;
import obscura.mpc.remote.RemoteParty;
import obscura.mpc.share.Opening;
import obscura.mpc.venue.ThreeParties;
import org.jspecify.annotations.Nullable;

/**
 * Three parties as processes on loopback, as {@code scripts/mpc-party} runs them, and a venue that
 * dials them. Their stores do not wait for the disk.
 */
final class EngineApart implements Engine {
  private static final String INSTANCE = Papers.GATEWAY.instance();
  private static final Duration TO_START = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Children children;
  private final List<RemoteParty> lines = new ArrayList<>();
  private final ThreeParties venue;
  private final URI metrics;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Starts them and waits until they work together.
   *
   * @param stores as {@link EngineHere} left them; the parties' output goes there, too
   * @param certificates null for lines without TLS
   */
  EngineApart(Path stores, Mode mode, @Nullable Certificates certificates)
      throws IOException, InterruptedException {
    this.children = new Children(stores);
    List<Integer> ports = Children.freePorts(9);
    this.metrics = URI.create("http://127.0.0.1:" + ports.get(6) + "/metrics");
    try {
      for (int k = 0; k < 3; k++) {
        Path config = stores.resolve(Certificates.party(k) + ".conf");
        Files.writeString(config, config(k, stores, mode, certificates, ports));
        children.start(
            Certificates.party(k),
            PartyMain.class,
            List.of("--id", Integer.toString(k), "--config", config.toString()));
      }
      Transport transport =
          certificates == null ? new PlainTransport() : certificates.transport(Certificates.VENUE);
      for (int k = 0; k < 3; k++) {
        awaitReady(k);
        InetSocketAddress door =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(3 + k));
        lines.add(new RemoteParty(k, door, transport, INSTANCE));
      }
      this.venue =
          new ThreeParties(
              lines,
              Papers.GATEWAY,
              EngineHere.PATIENCE,
              Clock.systemUTC(),
              Opening.Tally.NONE,
              mode);
      join();
    } catch (IOException | InterruptedException | RuntimeException e) {
      lines.forEach(RemoteParty::close);
      children.close();
      throw e;
    }
  }

  private static String config(
      int party, Path stores, Mode mode, @Nullable Certificates certificates, List<Integer> ports)
      throws IOException {
    Path key = stores.resolve(Certificates.party(party) + ".key");
    Files.writeString(key, HexFormat.of().formatHex(EngineHere.key(party)));
    Path roster = stores.resolve("roster");
    Files.writeString(roster, Papers.all().roster());
    List<String> operators = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Path operator = stores.resolve("operator" + k + ".pub");
      Files.writeString(operator, Papers.all().operators().hex(k));
      operators.add("\"" + operator + "\"");
    }
    String peers =
        IntStream.range(0, 3)
            .mapToObj(k -> "\"127.0.0.1:" + ports.get(k) + "\"")
            .collect(Collectors.joining(","));
    String plain =
        """
        profile = development
        security = %s
        instance = %s
        data = "%s"
        peers.addresses = [%s]
        venue.listen = "127.0.0.1:%d"
        roster.operators = [%s]
        roster.file = "%s"
        store.key-file = "%s"
        store.sync = written
        metrics.port = %d
        """
            .formatted(
                mode.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                INSTANCE,
                stores.resolve("mpc-" + party),
                peers,
                ports.get(3 + party),
                String.join(",", operators),
                roster,
                key,
                ports.get(6 + party));
    return plain + (certificates == null ? "tls.mode = off\n" : tls(party, certificates));
  }

  private static String tls(int party, Certificates certificates) {
    String pinned =
        IntStream.range(0, 3)
            .mapToObj(k -> "\"" + certificates.certificate(Certificates.party(k)) + "\"")
            .collect(Collectors.joining(","));
    return """
    peers.certificates = [%s]
    venue.certificate = "%s"
    tls.keystore = "%s"
    tls.password-file = "%s"
    """
        .formatted(
            pinned,
            certificates.certificate(Certificates.VENUE),
            certificates.keystore(Certificates.party(party)),
            certificates.password());
  }

  private void awaitReady(int party) throws IOException, InterruptedException {
    long until = System.nanoTime() + TO_START.toNanos();
    while (children.printed(Certificates.party(party)).isEmpty()) {
      pause(until);
    }
  }

  private void join() throws IOException, InterruptedException {
    long until = System.nanoTime() + TO_START.toNanos();
    while (true) {
      try {
        var _ = venue.join().join();
        return;
      } catch (CompletionException notYet) {
        pause(until);
      }
    }
  }

  private void pause(long untilNanos) throws IOException, InterruptedException {
    children.requireAlive();
    if (System.nanoTime() - untilNanos > 0) {
      throw new IllegalStateException("the parties did not start within " + TO_START);
    }
    Thread.sleep(LOOK_EVERY_MILLIS);
  }

  @Override
  public MpcEngine port() {
    return venue;
  }

  @Override
  public Cost costOf(Runnable job) {
    Cost before = spent();
    job.run();
    Cost after = spent();
    return new Cost(
        after.rounds() - before.rounds(),
        after.bytes() - before.bytes(),
        after.triples() - before.triples());
  }

  private Cost spent() {
    List<String> page = page();
    return new Cost(
        value(page, "obscura_mpc_rounds_total{kind=\"AddOrder\"} "),
        value(page, "obscura_mpc_sent_bytes_total{kind=\"AddOrder\"} "),
        value(page, "obscura_mpc_triples_taken_in_epoch "));
  }

  @Override
  public long triplesReady() {
    return value(page(), "obscura_mpc_triples_ready ");
  }

  private static long value(List<String> page, String name) {
    return page.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .sum();
  }

  private List<String> page() {
    try {
      return http.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public boolean isHere() {
    return false;
  }

  @Override
  public void close() {
    venue.close();
    lines.forEach(RemoteParty::close);
    children.close();
    http.close();
  }
}
