package obscura.engine;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import obscura.domain.FirmId;
import obscura.engine.adapter.mpc.VaultRoster;
import obscura.engine.adapter.notes.DrawnOrder;
import obscura.engine.adapter.notes.LoggedParties;
import obscura.engine.adapter.notes.NoteIntake;
import obscura.engine.adapter.notes.OwnersInstructions;
import obscura.engine.adapter.notes.SharedNotes;
import obscura.engine.adapter.notes.SharedTrades;
import obscura.engine.adapter.notes.TaskText;
import obscura.engine.adapter.settlement.AnnouncementLog;
import obscura.engine.adapter.settlement.ChainSettlement;
import obscura.engine.adapter.settlement.EvmRail;
import obscura.engine.adapter.settlement.RailAlerts;
import obscura.engine.adapter.settlement.SettlementAdapter;
import obscura.engine.config.ConfigException;
import obscura.engine.config.EvmConfig;
import obscura.engine.config.SecretFile;
import obscura.engine.config.VenueConfig;
import obscura.engine.config.VenueKeys;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.OwnersNotes;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementRail;
import obscura.mpc.api.MpcEngine;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.mirror.VaultMirror;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.development.DevelopmentRail;
import obscura.settlement.service.store.StoreKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settlement rail that the configuration names, opened and closed with the venue. */
final class Rail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rail.class);

  /** The demo's instruments settle there; a development chain stands for it. */
  private static final String CHAIN = Demo.CHAIN;

  /** How long the rail's thread waits for the parties; what comes later it hears next time. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SettlementRail settles;
  private final SettlementDesk desk;
  private final List<EventConsumer> consumers;
  private final List<Runnable> closing;
  private final Optional<TaskText> tasks;
  private final Optional<DevelopmentRail> development;
  private final Optional<VaultMirror> mirror;
  private final OwnersNotes notes;
  private final ExecutorService welcoming =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("welcome").unstarted(task));
  private final List<CompletableFuture<Void>> welcomed = new CopyOnWriteArrayList<>();

  private Rail(SettlementAdapter adapter) {
    this.settles = adapter;
    this.desk = adapter;
    this.consumers = List.of(adapter);
    this.closing = List.of(adapter::close);
    this.tasks = Optional.empty();
    this.development = Optional.empty();
    this.mirror = Optional.empty();
    this.notes = OwnersNotes.none("book-entry");
  }

  private Rail(ChainSettlement adapter, DevelopmentRail rail, VaultMirror mirror) {
    this.settles = adapter;
    this.desk = adapter.desk();
    this.consumers = List.of(adapter);
    this.closing = List.of(adapter::close, rail::close);
    this.tasks = Optional.empty();
    this.development = Optional.of(rail);
    this.mirror = Optional.of(mirror);
    this.notes = OwnersNotes.none("development");
  }

  private Rail(
      ChainSettlement adapter,
      EvmRail rail,
      LoggedParties parties,
      TaskText texts,
      VaultMirror mirror,
      OwnersNotes notes) {
    this.settles = adapter;
    this.desk = adapter.desk();
    this.consumers = List.of(parties, adapter);
    this.closing = List.of(parties::close, adapter::close, rail::close);
    this.tasks = Optional.of(texts);
    this.development = Optional.empty();
    this.mirror = Optional.of(mirror);
    this.notes = notes;
  }

  /** What the rail has to do with. */
  record Venue(
      Secrets secrets,
      Directory directory,
      Ledger ledger,
      CommandLog log,
      Parties parties,
      VenueKeys keys,
      MeterRegistry meters) {}

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
    if (config.settlement().rail() == VenueConfig.RailKind.EVM) {
      return evm(config.settlement().evm().orElseThrow(), venue);
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

  private static Rail evm(EvmConfig config, Venue venue) {
    byte[] storeKey =
        config
            .storeKeyFile()
            .map(file -> SecretFile.read("settlement.evm.store-key-file", file))
            .orElseGet(() -> venue.keys().key("settlement-store"));
    EvmRail.Secrets secrets =
        new EvmRail.Secrets(
            SecretFile.read("settlement.evm.payer-key-file", config.payer().keyFile()),
            config
                .relay()
                .map(relay -> SecretFile.read("settlement.evm.relay.key-file", relay.keyFile())),
            storeKey,
            Passwords.read(config.store()));
    InstantSource clock = InstantSource.system();
    MpcEngine engine = venue.parties().engine();
    TaskText texts = new TaskText(StoreKey.of(storeKey), engine::statement);
    LoggedParties parties = new LoggedParties(engine, venue.log(), texts, PATIENCE);
    SharedTrades trades = new SharedTrades(parties, venue.directory());
    ChainSettlement adapter =
        ChainSettlement.shared(trade -> trades.of(trade).map(Instruction.class::cast), venue.log());
    AtomicReference<NoteIntake> intake = new AtomicReference<>();
    EvmRail rail =
        new EvmRail(
            config,
            secrets,
            new EvmRail.Ports(
                adapter, new RailAlerts(venue.meters(), clock), venue.meters(), clock),
            place -> {
              SharedNotes notes = notes(parties, place);
              intake.set(notes.intake(intake(venue)));
              return new EvmRail.Office(
                  notes,
                  new OwnersInstructions(parties, place.database(), adapter),
                  new DrawnOrder(parties, place.vault(), place.database()),
                  new AnnouncementLog(venue.meters()));
            });
    adapter.start(
        rail.service(), rail.chainName(), new ChainSettlement.Pulse(rail::pulse, rail.poll()));
    VaultMirror mirror = new VaultMirror(venue.ledger(), rail.witness());
    return new Rail(adapter, rail, parties, texts, mirror, intake.get());
  }

  private static SharedNotes notes(LoggedParties parties, EvmRail.Place place) {
    return new SharedNotes(
        parties,
        new SharedNotes.Vault(place.vault(), place.view(), place.tokens()),
        place.database(),
        place.key(),
        place.clock());
  }

  private static NoteIntake.Venue intake(Venue venue) {
    MpcEngine gateway = venue.parties().engine();
    VaultRoster roster = venue.parties().vault().orElseThrow();
    return new NoteIntake.Venue(gateway, venue.directory(), roster.noteKeys(gateway));
  }

  SettlementRail settles() {
    return settles;
  }

  /** The ledger's picture of the rail's vault; empty if the rail has none. */
  Optional<VaultMirror> mirror() {
    return mirror;
  }

  /** By which owners' keys, deposits and permits come in. */
  OwnersNotes notes() {
    return notes;
  }

  SettlementDesk desk() {
    return desk;
  }

  List<EventConsumer> consumers() {
    return consumers;
  }

  /** How the log's texts of settlement's jobs are read; empty if this rail has none. */
  Optional<TaskText> tasks() {
    return tasks;
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
