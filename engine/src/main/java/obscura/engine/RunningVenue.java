package obscura.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import obscura.dropcopy.seal.ComplianceKeys;
import obscura.dropcopy.seal.KeyWrap;
import obscura.dropcopy.store.DropCopyStore;
import obscura.dropcopy.store.StoreConfig;
import obscura.engine.adapter.admin.AdminEndpoint;
import obscura.engine.adapter.admin.AdminFiles;
import obscura.engine.adapter.directory.DirectoryView;
import obscura.engine.adapter.dropcopy.DropCopyAdapter;
import obscura.engine.adapter.dropcopy.Records;
import obscura.engine.adapter.dropcopy.StoredCompliance;
import obscura.engine.adapter.dropcopy.StoredSettlements;
import obscura.engine.adapter.dropcopy.Values;
import obscura.engine.adapter.metrics.MetricsPage;
import obscura.engine.adapter.metrics.PartyMeters;
import obscura.engine.adapter.metrics.VenueMeters;
import obscura.engine.adapter.mpc.MpcAdapter;
import obscura.engine.adapter.mpc.PartySecrets;
import obscura.engine.adapter.mpc.PartyWatch;
import obscura.engine.adapter.mpc.Transcripts;
import obscura.engine.adapter.mpc.WorkTimes;
import obscura.engine.adapter.settlement.LedgerAccounts;
import obscura.engine.adapter.settlement.Reconciler;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig;
import obscura.engine.config.VenueConfig.Profile;
import obscura.engine.config.VenueKeys;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.fix.FixVenue;
import obscura.engine.fix.GatewaySessions;
import obscura.engine.fix.inbound.RequestTiming;
import obscura.engine.fix.session.GatewayConfig;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.fix.session.ThrottleLimits;
import obscura.engine.fix.session.TlsFiles;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.VenueFault;
import obscura.engine.sequencer.Sequencer;
import obscura.engine.sequencer.SequencerConfig;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;
import obscura.settlement.mirror.MirrorCheck;
import obscura.settlement.mirror.MovementQueue;
import obscura.settlement.mirror.VaultMirror;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole venue in this process: the parties, the log with the core, the stores, the adapters and
 * the FIX side, started in the order in which they need each other and stopped in the reverse one.
 */
public final class RunningVenue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningVenue.class);
  private static final Duration ORPHAN_AGE = Duration.ofMinutes(10);
  private static final Duration RECONCILE_EVERY = Duration.ofMinutes(5);
  private static final Duration FOLLOW_EVERY = Duration.ofSeconds(10);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(10);
  private static final Duration PARTIES_JOIN = Duration.ofSeconds(10);
  private static final Duration PARTIES_READY = Duration.ofSeconds(60);

  /** Everybody who must finish an event before the log lets it go; for ever. */
  private static final List<String> CONSUMERS = List.of("fix", "mpc", "dropcopy", "settlement");

  private final EmergencyStop emergency = new EmergencyStop();
  private final MpcEngine parties;
  private final Ledger ledger;
  private final Reconciler reconciler;
  private final DropCopyStore dropCopy;
  private final Sequencer sequencer;
  private final PartyWatch watch;
  private final MpcAdapter mpc;
  private final Rail rail;
  private final DropCopyAdapter records;
  private final FixVenue fix;
  private final AdminEndpoint admin;
  private final MetricsPage metrics;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("housekeeping").unstarted(task));

  /**
   * Starts a venue and returns when it accepts connections.
   *
   * @throws ConfigException if the configuration asks for what is not there
   * @throws VenueFault if damage or a mistake of ours, logged as an error, stops the venue
   */
  public RunningVenue(VenueConfig config) throws IOException, InterruptedException {
    VenueKeys keys = new VenueKeys(config);
    boolean embedded = config.profile() == Profile.EMBEDDED;
    Parties opened = Parties.open(config, keys);
    parties = opened.engine();
    ledger = openLedger(config, keys);
    dropCopy = openDropCopy(config, keys);
    sequencer =
        new Sequencer(
            new SequencerConfig(
                config.data().resolve("log"),
                config.syncedLog(),
                0,
                List.of(),
                config.snapshotEvery()),
            new VenueLimits(config.openRequestsPerTaker()),
            CONSUMERS,
            emergency);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    WorkTimes times = new WorkTimes(registry);
    PartySecrets secrets = new PartySecrets(parties, opened.roster(), times);
    watch = watch(config, opened, times);
    DirectoryView directory = new DirectoryView(participant -> welcome(participant, embedded));
    mpc = new MpcAdapter(parties, opened.roster(), times, sequencer.log(), transcripts(config));
    rail =
        Rail.open(
            config,
            new Rail.Venue(secrets, directory, ledger, sequencer.log(), opened, keys, registry));
    rail.tasks().ifPresent(texts -> mpc.reading(texts::read));
    records = new DropCopyAdapter(dropCopy, new Records(directory, new Values(secrets, directory)));
    reconciler =
        new Reconciler(ledger, config.data().resolve("reconciliation"), InstantSource.system());
    rail.mirror()
        .ifPresent(mirror ->
            reconciler.compare(
                new MirrorCheck(mirror, config.adjustBelow(), InstantSource.system())));
    fix =
        new FixVenue(
            gateway(config, keys),
            RequestTiming.STANDARD,
            new FixVenue.Ports(
                directory,
                secrets,
                sequencer.log(),
                rail.settles(),
                sequencer::lastEventAtStart,
                emergency),
            Clock.systemUTC());
    admin =
        new AdminEndpoint(
            AdminFiles.prepare(config.data()).onPort(config.adminPort()),
            new AdminEndpoint.Surroundings(
                sequencer.log(),
                directory,
                new GatewaySessions(fix.gateway()),
                new StoredCompliance(dropCopy.reader()),
                new LedgerAccounts(
                    ledger, reconciler, rail.mirror().stream().map(MovementQueue::new).toList()),
                watch,
                new StoredSettlements(dropCopy.reader()),
                rail.desk(),
                rail.notes()));
    metrics = new MetricsPage(config.metricsPort(), registry, watch::alerts);
    VenueMeters meters = new VenueMeters(registry, sequencer::lastEventAtStart);
    PartyMeters.read(registry, watch);
    Gauge.builder("obscura.ledger.breaks", reconciler, Reconciler::breaks).register(registry);
    List<EventConsumer> consumers =
        new ArrayList<>(List.of(directory, fix.openBusiness(), fix.reports(), mpc, records));
    consumers.addAll(rail.consumers());
    consumers.addAll(List.of(admin, meters));
    begin(consumers, embedded, config.mpc().benchmarkAtStart());
  }

  private void begin(List<EventConsumer> consumers, boolean embedded, boolean benchmark)
      throws InterruptedException {
    try {
      sequencer.start(consumers);
      if (embedded) {
        seed();
      }
      awaitParties(benchmark);
      fix.start();
      admin.start();
    } catch (RuntimeException failed) {
      close();
      throw emergency.first().map(RuntimeException.class::cast).orElse(failed);
    }
    housekeeping.scheduleAtFixedRate(
        this::collectOrphans, ORPHAN_AGE.toMinutes(), 60, TimeUnit.MINUTES);
    housekeeping.scheduleWithFixedDelay(
        reconciler::runQuietly,
        RECONCILE_EVERY.toSeconds(),
        RECONCILE_EVERY.toSeconds(),
        TimeUnit.SECONDS);
    housekeeping.scheduleWithFixedDelay(
        this::followVault, FOLLOW_EVERY.toSeconds(), FOLLOW_EVERY.toSeconds(), TimeUnit.SECONDS);
    housekeeping.scheduleWithFixedDelay(
        watch::look, WATCH_EVERY.toSeconds(), WATCH_EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Nobody may connect before the parties can take orders: a measurement beside the first ones, or
   * an epoch that begins, would hold these up. A venue whose parties stay away opens all the same
   * and refuses with 100.
   */
  private void awaitParties(boolean benchmark) throws InterruptedException {
    CompletableFuture<Void> ready = rail.ready().thenCompose(done -> mpc.ready(PARTIES_JOIN));
    if (benchmark) {
      ready = ready.thenCompose(joined -> watch.benchmarkAtStart());
    }
    try {
      ready.get(PARTIES_READY.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException away) {
      LOG.warn("not everything is ready, the venue opens all the same: {}", away.toString());
    }
  }

  /** Books what became final in the vault; what fails now is booked the next time. */
  private void followVault() {
    try {
      rail.mirror().ifPresent(VaultMirror::follow);
    } catch (RuntimeException failed) {
      LOG.warn("deposits and withdrawals are booked later: {}", failed.toString());
    }
  }

  /** Deletes shares of messages whose command never reached the log. */
  private void collectOrphans() {
    parties.collectOrphans(Instant.now().minus(ORPHAN_AGE));
  }

  private static PartyWatch watch(VenueConfig config, Parties parties, WorkTimes times) {
    VenueConfig.MpcAlerts alerts = config.mpc().alerts();
    return new PartyWatch(
        parties.engine(),
        parties.roster(),
        times,
        new PartyWatch.Thresholds(alerts.slowest(), alerts.fewestTriples()),
        config.mpc().security() == Mode.MALICIOUS,
        transcripts(config));
  }

  private static Transcripts transcripts(VenueConfig config) {
    return new Transcripts(config.data().resolve("transcripts"));
  }

  /** In profile embedded every firm has something to trade with. */
  private void welcome(Participant participant, boolean embedded) {
    boolean trades =
        participant.kind() == ParticipantKind.TRADE || participant.kind() == ParticipantKind.MAKER;
    if (embedded && trades && !rail.welcome(participant.firm())) {
      Demo.fund(ledger, participant.firm());
    }
  }

  private void seed() {
    CompletableFuture<?>[] all =
        Demo.commands().stream().map(this::submit).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
  }

  private CompletableFuture<Void> submit(VenueCommand command) {
    return sequencer.log().submit(command);
  }

  private static Ledger openLedger(VenueConfig config, VenueKeys keys) {
    return Ledger.open(
        new LedgerConfig(
            config.ledger().url(), config.ledger().user(), Passwords.read(config.ledger())),
        LedgerKey.of(keys.key("ledger")));
  }

  private static DropCopyStore openDropCopy(VenueConfig config, VenueKeys keys) {
    var publicKey = keys.file("compliance.pub");
    if (!publicKey.toFile().exists()) {
      if (!keys.makesMissing()) {
        throw new ConfigException(
            "key file " + publicKey + " is missing; make it with scripts/admin keys compliance");
      }
      ComplianceKeys.generate(publicKey, keys.file("compliance.key"));
    }
    return DropCopyStore.open(
        new StoreConfig(
            config.dropCopy().url(), config.dropCopy().user(), Passwords.read(config.dropCopy())),
        KeyWrap.load(publicKey));
  }

  private static GatewayConfig gateway(VenueConfig config, VenueKeys keys) {
    VenueConfig.Fix f = config.fix();
    Map<SessionKind, Integer> ports = new EnumMap<>(SessionKind.class);
    ports.put(SessionKind.TRADE, f.tradePort());
    ports.put(SessionKind.MAKER, f.makerPort());
    ports.put(SessionKind.DROP, f.dropPort());
    ports.put(SessionKind.COMPL, f.complPort());
    return new GatewayConfig(
            config.profile() == Profile.EMBEDDED
                ? GatewayConfig.Profile.EMBEDDED
                : GatewayConfig.Profile.PRODUCTION,
            "VENUE",
            f.host(),
            ports,
            GatewayConfig.Store.of(config.data().resolve("fix"), keys.key("fix-store")),
            f.tls()
                .map(tls ->
                    new TlsFiles(
                        tls.keystore(),
                        tls.passwordFile(),
                        tls.truststore(),
                        tls.truststorePasswordFile())),
            f.always() ? GatewayConfig.Hours.ALWAYS : GatewayConfig.Hours.WEEK,
            config.throttles() ? ThrottleLimits.standard() : ThrottleLimits.off(),
            config.profile() == Profile.EMBEDDED)
        .withSyncEach(f.sync());
  }

  /** The port on which sessions of a kind connect. */
  public int port(SessionKind kind) {
    return fix.gateway().port(kind);
  }

  /** The port of the operators' endpoint. */
  public int adminPort() {
    return admin.url().getPort();
  }

  /** The port on loopback of what monitoring reads. */
  public int metricsPort() {
    return metrics.port();
  }

  /** Waits for a fault that stops the venue; the supervisor then starts it again. */
  public VenueFault awaitFault() {
    return emergency.await();
  }

  /** Where commands go, for tests that make a mistake. */
  CommandLog log() {
    return sequencer.log();
  }

  /** Takes a snapshot now. */
  public void takeSnapshot() {
    sequencer.takeSnapshot();
  }

  /** The three parties in this process, for tests that take one away. */
  EmbeddedParties parties() {
    return (EmbeddedParties) parties;
  }

  @Override
  public void close() {
    housekeeping.shutdownNow();
    metrics.close();
    admin.close();
    fix.close();
    sequencer.stopDelivery();
    mpc.close();
    rail.close();
    records.close();
    sequencer.close();
    dropCopy.close();
    ledger.close();
    parties.close();
  }
}
