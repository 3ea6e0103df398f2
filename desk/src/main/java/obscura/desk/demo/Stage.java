package obscura.desk.demo;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.FixSettings;
import obscura.desk.fix.MakerClient;
import obscura.desk.fix.QuotingPolicy;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.launch.Ports;

/** The venue and the clients of the demonstration, logged on. */
final class Stage implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** What a maker offers at once. */
  private static final BigDecimal MOST = new BigDecimal("30");

  private static final BigDecimal SPREAD = new BigDecimal("2.00");
  private final DeskClient desk1;
  private final DeskClient desk2;
  private final SequencedMap<String, BigDecimal> offers;
  private final SequencedMap<String, MakerClient> makers = new LinkedHashMap<>();

  private Stage(LaunchedVenue venue, Path stores, SequencedMap<String, BigDecimal> offers) {
    Ports ports = venue.ports();
    this.offers = offers;
    try (ExecutorService connecting = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DeskClient> first =
          connecting.submit(() -> DeskClient.connect(trader(ports, "DESK1", stores)));
      Future<DeskClient> second =
          connecting.submit(() -> DeskClient.connect(trader(ports, "DESK2", stores)));
      SequencedMap<String, Future<MakerClient>> quoting = new LinkedHashMap<>();
      offers.forEach((name, offer) ->
          quoting.put(name, connecting.submit(() -> maker(ports, name, stores, offer))));
      this.desk1 = connected(first);
      this.desk2 = connected(second);
      quoting.forEach((name, maker) -> makers.put(name, connected(maker)));
    }
  }

  private static <T> T connected(Future<T> client) {
    try {
      return client.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static Stage open(LaunchedVenue venue, Path stores, SequencedMap<String, BigDecimal> offers) {
    return new Stage(venue, stores, offers);
  }

  private static FixSettings trader(Ports ports, String name, Path stores) {
    return FixSettings.of(HOST, ports.trade(), name, stores.resolve(name));
  }

  private static MakerClient maker(Ports ports, String name, Path stores, BigDecimal offer) {
    String bid = offer.subtract(SPREAD).toPlainString();
    return MakerClient.connect(
        FixSettings.of(HOST, ports.maker(), name, stores.resolve(name)),
        QuotingPolicy.at(bid, offer.toPlainString(), MOST));
  }

  /** What each maker wants for one token. */
  SequencedMap<String, BigDecimal> offers() {
    return offers;
  }

  DeskClient desk1() {
    return desk1;
  }

  DeskClient desk2() {
    return desk2;
  }

  SequencedMap<String, MakerClient> makers() {
    return makers;
  }

  @Override
  public void close() {
    desk1.close();
    desk2.close();
    makers.values().forEach(MakerClient::close);
  }
}
