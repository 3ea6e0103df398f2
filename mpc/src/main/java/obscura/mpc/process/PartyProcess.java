package obscura.mpc.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import obscura.mpc.net.PeerLines;
import obscura.mpc.party.Charter;
import obscura.mpc.party.Party;
import obscura.mpc.party.StorePlace;
import obscura.mpc.remote.PartyServer;
import obscura.mpc.share.Opening;
import obscura.mpc.verify.Protection;

/** One party with everything around it: store, lines to its peers, the venue's door, health. */
public final class PartyProcess implements AutoCloseable {
  private static final Duration ROSTER_TIMEOUT = Duration.ofMinutes(1);

  private final FileLock lock;
  private final PeerLines lines;
  private final Party party;
  private final PartyServer server;
  private final HealthPage health;

  /**
   * Reads the store and starts to serve.
   *
   * @param tally told of every opening that this party takes part in
   * @throws IOException if an address or the data folder cannot be used
   * @throws CompletionException if the store cannot be read
   */
  public PartyProcess(PartyConfig config, Opening.Tally tally) throws IOException {
    this(config, tally, Protection.of(config.security()));
  }

  /** With another protection than the usual one, which is the same at all three. */
  PartyProcess(PartyConfig config, Opening.Tally tally, Protection protection) throws IOException {
    this.lock = lock(config.data());
    this.lines = new PeerLines(config.id(), config.instance(), config.peers(), config.transport());
    this.party =
        new Party(
            new StorePlace(config.data(), config.storeKey(), config.synced()),
            new Charter(
                config.instance(),
                config.operators(),
                KeyFiles.signingKey(config.signingKey(), config.data()),
                KeyFiles.settlementKey(config.data()),
                config.plainOperations(),
                KeyFiles.sealingKey(config.data())),
            lines.links(),
            tally,
            Clock.systemUTC(),
            protection,
            Thread.ofPlatform().daemon());
    Metrics metrics = new Metrics();
    MeteredParty metered = new MeteredParty(party, metrics);
    var _ = party.start().join();
    if (config.roster().isPresent()) {
      long by = System.nanoTime() + ROSTER_TIMEOUT.toNanos();
      var _ = party.roster(Files.readString(config.roster().get()), by).join();
    }
    this.server =
        new PartyServer(
            config.id(), metered, config.instance(), config.venue(), config.transport());
    this.health = new HealthPage(config.metricsPort(), party, () -> text(metrics, metered));
    server.open();
  }

  private String text(Metrics metrics, MeteredParty metered) {
    metrics.gauge("queue_length", party.queued());
    metrics.gauge("lag_jobs", metered.lag());
    metrics.gauge("triples_ready", party.triplesReady());
    metrics.gauge("triples_taken_in_epoch", party.triplesTaken());
    metrics.gauge("cheating_suspected", party.suspicions());
    party
        .refusals()
        .forEach((rule, count) -> metrics.gauge("rules_broken{rule=\"" + rule + "\"}", count));
    party
        .endedByVenue()
        .forEach((why, count) -> metrics.gauge("ended_by_venue{cause=\"" + why + "\"}", count));
    return metrics.text();
  }

  private static FileLock lock(Path data) throws IOException {
    Files.createDirectories(data);
    FileChannel file =
        FileChannel.open(
            data.resolve("party.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock taken = file.tryLock();
    if (taken == null) {
      file.close();
      throw new IOException("another process uses " + data);
    }
    return taken;
  }

  /** The port at which the venue is awaited. */
  public int venuePort() {
    return server.port();
  }

  /** The port of health and metrics. */
  public int healthPort() {
    return health.port();
  }

  @Override
  public void close() {
    health.close();
    server.close();
    party.close();
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
