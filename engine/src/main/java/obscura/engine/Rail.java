package obscura.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import obscura.domain.FirmId;
import obscura.engine.adapter.settlement.ChainSettlement;
import obscura.engine.adapter.settlement.SettlementAdapter;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementRail;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.mirror.VaultMirror;
import obscura.settlement.service.development.DevelopmentRail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settlement rail that the configuration names, opened and closed with the venue. */
final class Rail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rail.class);

  /** The demo's instruments settle there; a development chain stands for it. */
  private static final String CHAIN = Demo.CHAIN;

  private final SettlementRail settles;
  private final SettlementDesk desk;
  private final EventConsumer consumer;
  private final List<Runnable> closing;
  private final Optional<DevelopmentRail> development;
  private final Optional<VaultMirror> mirror;
  private final ExecutorService welcoming =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("welcome").unstarted(task));
  private final List<CompletableFuture<Void>> welcomed = new CopyOnWriteArrayList<>();

  private Rail(SettlementAdapter adapter) {
    this.settles = adapter;
    this.desk = adapter;
    this.consumer = adapter;
    this.closing = List.of(adapter::close);
    this.development = Optional.empty();
    this.mirror = Optional.empty();
  }

  private Rail(ChainSettlement adapter, DevelopmentRail rail, VaultMirror mirror) {
    this.settles = adapter;
    this.desk = adapter.desk();
    this.consumer = adapter;
    this.closing = List.of(adapter::close, rail::close);
    this.development = Optional.of(rail);
    this.mirror = Optional.of(mirror);
  }

  /** What the rail has to do with. */
  record Venue(Secrets secrets, Directory directory, Ledger ledger, CommandLog log) {}

  /**
   * Opens it.
   *
   * @throws ConfigException if it is named and not there
   */
  static Rail open(VenueConfig config, Venue venue) throws IOException, InterruptedException {
    if (config.settlement().rail() == VenueConfig.RailKind.BOOK_ENTRY) {
      return new Rail(
          new SettlementAdapter(venue.secrets(), venue.directory(), venue.ledger(), venue.log()));
    }
    DevelopmentRail.Provider provider =
        ServiceLoader.load(DevelopmentRail.Provider.class)
            .findFirst()
            .orElseThrow(() ->
                new ConfigException(
                    "settlement.rail = development needs the module development-rail beside the"
                        + " engine"));
    ChainSettlement adapter = new ChainSettlement(venue.secrets(), venue.directory(), venue.log());
    Path wallets = config.data().resolve("wallets");
    DevelopmentRail rail =
        provider.open(
            new DevelopmentRail.Surroundings(
                wallets,
                CHAIN,
                config.settlement().node(),
                adapter,
                adapter,
                alert -> LOG.error("ALERT settlement: {}", alert)));
    VaultMirror mirror = new VaultMirror(venue.ledger(), rail.witness());
    adapter.follow(mirror);
    adapter.start(rail.service(), rail.chainName());
    return new Rail(adapter, rail, mirror);
  }

  SettlementRail settles() {
    return settles;
  }

  /** The ledger's picture of the rail's vault; empty if the rail has none. */
  Optional<VaultMirror> mirror() {
    return mirror;
  }

  SettlementDesk desk() {
    return desk;
  }

  EventConsumer consumer() {
    return consumer;
  }

  /**
   * Gives a demo firm something to trade with; true if this rail has other balances than the
   * ledger's.
   */
  boolean welcome(FirmId firm) {
    development.ifPresent(
        rail -> welcomed.add(CompletableFuture.runAsync(() -> rail.welcome(firm), welcoming)));
    return development.isPresent();
  }

  /** Completes when every firm that was welcomed so far has its balances. */
  CompletableFuture<Void> ready() {
    return CompletableFuture.allOf(welcomed.toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    welcoming.shutdownNow();
    closing.forEach(Runnable::run);
  }
}
