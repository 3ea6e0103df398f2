package obscura.engine.sequencer;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Faults;
import obscura.engine.port.VenueFault;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the cluster in this process: media driver, archive, consensus module, the core as a
 * service, and the {@link Edge} of this process. With one member it is the embedded default.
 *
 * <p>Startup, commands and close may come from any thread.
 */
public final class Sequencer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final int ENDPOINTS = 5;
  private static final int SEGMENT_BYTES = 16 << 20;
  private static final long HEARTBEAT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long SNAPSHOT_WAIT_MILLIS = 10_000;
  private static final String LOG_CHANNEL = "aeron:ipc?term-length=16m";
  private static final String INGRESS_CHANNEL = "aeron:ipc?term-length=8m";
  private static final String EGRESS_CHANNEL = "aeron:ipc?term-length=1m";

  private final SequencerConfig config;
  private final Doorbell bell = new Doorbell();
  private final Faults faults;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final DataLock lock;
  private final String aeronDir;
  private final MediaDriver driver;
  private final Archive archive;
  private final ConsensusModule consensus;
  private final ClusteredServiceContainer container;
  private final Edge edge;
  private final Purge purge;
  private final ScheduledExecutorService snapshots =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("snapshots").unstarted(task));

  /**
   * Starts the member and recovers from its log. Nothing is delivered before {@link #start}.
   *
   * @param consumers names of all consumers of events, for ever
   * @param faults told when the core or a consumer makes a mistake; nothing is carried out or
   *     delivered then
   */
  public Sequencer(
      SequencerConfig config, VenueLimits limits, List<String> consumers, Faults faults)
      throws IOException {
    this.config = config;
    this.faults = faults;
    this.purge = new Purge(config.dataDir().resolve("cluster"), SEGMENT_BYTES);
    this.edge = new Edge(this::edgeContext, bell.strategy(), this::fail);
    this.lock = DataLock.take(config.dataDir());
    this.aeronDir = aeronDirectory(config.dataDir());
    forgetDeadProcess(config.dataDir(), aeronDir);
    int sync = config.synced() ? 1 : 0;
    ErrorHandler errors = error -> LOG.warn("aeron: {}", error.toString());
    this.driver = MediaDriver.launch(driverContext(errors));
    this.archive = Archive.launch(archiveContext(sync, errors));
    this.consensus = ConsensusModule.launch(consensusContext(sync, errors));
    this.container =
        ClusteredServiceContainer.launch(
            new ClusteredServiceContainer.Context()
                .aeronDirectoryName(aeronDir)
                .archiveContext(archiveClient())
                .clusterDir(config.dataDir().resolve("cluster").toFile())
                .clusteredService(new VenueService(limits, consumers, this::fail))
                .idleStrategySupplier(bell::strategy)
                .errorHandler(errors));
  }

  /** The state after a mistake must not outlive the process, so nothing writes it down. */
  private void fail(VenueFault fault) {
    failed.set(true);
    edge.stop(fault);
    faults.stop(fault);
  }

  /**
   * Starts to deliver events. Returns when consumers know all public reference data.
   *
   * @throws VenueFault if a fault stops the venue before
   */
  public void start(List<EventConsumer> consumers) throws InterruptedException {
    edge.start(consumers);
    long every = config.snapshotEvery().toMillis();
    snapshots.scheduleWithFixedDelay(this::takeSnapshot, every, every, TimeUnit.MILLISECONDS);
  }

  public CommandLog log() {
    return edge;
  }

  /**
   * Takes a snapshot, so that a restart need not replay what came before, and deletes what then
   * nobody needs.
   */
  public synchronized void takeSnapshot() {
    if (failed.get()) {
      return;
    }
    AtomicCounter toggle = ClusterControl.findControlToggle(consensusCounters(), 0);
    if (toggle == null || !ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
      LOG.warn("a snapshot cannot be taken now");
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SNAPSHOT_WAIT_MILLIS);
    while (ClusterControl.ToggleState.get(toggle) != ClusterControl.ToggleState.NEUTRAL
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    purge();
  }

  /** What cannot be deleted now will be after the next snapshot. */
  private void purge() {
    try (AeronArchive client = AeronArchive.connect(archiveClient())) {
      purge.run(client);
    } catch (RuntimeException refused) {
      LOG.warn("old parts of the log are not deleted yet: {}", refused.toString());
    }
  }

  /**
   * Position of the last event in the log when {@link #start} subscribed; 0 before that. Whoever
   * remembers a later one remembers another log.
   */
  public long lastEventAtStart() {
    return edge.lastEventAtStart();
  }

  private CountersReader consensusCounters() {
    return consensus.context().aeron().countersReader();
  }

  /** Delivers no more events and takes no more commands: then consumers may be closed. */
  public void stopDelivery() {
    try {
      edge.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    snapshots.shutdownNow();
    stopDelivery();
    takeSnapshot();
    container.close();
    consensus.close();
    archive.close();
    driver.close();
    try {
      lock.close();
    } catch (IOException ignored) {
      LOG.warn("the lock of {} could not be given back", config.dataDir());
    }
  }

  private MediaDriver.Context driverContext(ErrorHandler errors) {
    return new MediaDriver.Context()
        .aeronDirectoryName(aeronDir)
        .threadingMode(ThreadingMode.SHARED)
        .sharedIdleStrategy(bell.strategy())
        .termBufferSparseFile(true)
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true)
        .spiesSimulateConnection(true)
        .errorHandler(errors);
  }

  private Archive.Context archiveContext(int sync, ErrorHandler errors) {
    return new Archive.Context()
        .aeronDirectoryName(aeronDir)
        .archiveDir(config.dataDir().resolve("archive").toFile())
        .controlChannelEnabled(!config.members().isEmpty())
        .localControlChannel("aeron:ipc")
        .archiveClientContext(archiveClient())
        .recordingEventsEnabled(false)
        .threadingMode(ArchiveThreadingMode.SHARED)
        .idleStrategySupplier(bell::strategy)
        .fileSyncLevel(sync)
        .catalogFileSyncLevel(sync)
        .segmentFileLength(SEGMENT_BYTES)
        .replicationChannel("aeron:udp?endpoint=127.0.0.1:0")
        .errorHandler(errors);
  }

  private AeronArchive.Context archiveClient() {
    return new AeronArchive.Context()
        .aeronDirectoryName(aeronDir)
        .controlRequestChannel("aeron:ipc")
        .controlResponseChannel("aeron:ipc");
  }

  private ConsensusModule.Context consensusContext(int sync, ErrorHandler errors) {
    return new ConsensusModule.Context()
        .aeronDirectoryName(aeronDir)
        .clusterMemberId(config.memberId())
        .clusterMembers(members())
        .clusterDir(config.dataDir().resolve("cluster").toFile())
        .archiveContext(archiveClient())
        .idleStrategySupplier(bell::strategy)
        // One member hears its own process over IPC; allowing IPC ingress beside it would hear
        // twice.
        .ingressChannel(config.members().isEmpty() ? INGRESS_CHANNEL : "aeron:udp?term-length=8m")
        .isIpcIngressAllowed(!config.members().isEmpty())
        .logChannel(LOG_CHANNEL)
        .replicationChannel("aeron:udp?endpoint=127.0.0.1:0")
        .fileSyncLevel(sync)
        .leaderHeartbeatTimeoutNs(HEARTBEAT_TIMEOUT_NANOS)
        .startupCanvassTimeoutNs(2 * HEARTBEAT_TIMEOUT_NANOS)
        .errorHandler(errors);
  }

  private AeronCluster.Context edgeContext() {
    return new AeronCluster.Context()
        .aeronDirectoryName(aeronDir)
        .ingressChannel("aeron:ipc")
        .egressChannel(EGRESS_CHANNEL)
        .messageTimeoutNs(TimeUnit.SECONDS.toNanos(30))
        .errorHandler(error -> LOG.warn("edge: {}", error.toString()));
  }

  /** Endpoints in Aeron's form: ingress, consensus, log, catch-up, archive. */
  private String members() {
    if (!config.members().isEmpty()) {
      return String.join("|", config.members());
    }
    StringBuilder member = new StringBuilder("0");
    for (int port : freePorts()) {
      member.append(",127.0.0.1:").append(port);
    }
    return member.toString();
  }

  private static List<Integer> freePorts() {
    List<DatagramSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < ENDPOINTS; i++) {
        held.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      }
      return held.stream().map(DatagramSocket::getLocalPort).toList();
    } catch (IOException none) {
      throw new IllegalStateException("no free ports on the loopback", none);
    } finally {
      held.forEach(DatagramSocket::close);
    }
  }

  /** One folder for each data folder, in memory where the system has such a place. */
  private static String aeronDirectory(Path dataDir) {
    Path memory = Path.of("/dev/shm");
    Path parent = Files.isDirectory(memory) ? memory : dataDir;
    String absolute = dataDir.toAbsolutePath().normalize().toString();
    return parent
        .resolve("obscura-" + UUID.nameUUIDFromBytes(absolute.getBytes(StandardCharsets.UTF_8)))
        .toString();
  }

  /**
   * We hold the lock, so whoever wrote the marks of a living process here is dead: without them a
   * restart need not wait until Aeron believes it.
   */
  private static void forgetDeadProcess(Path dataDir, String aeronDir) throws IOException {
    IoUtil.delete(Path.of(aeronDir).toFile(), true);
    for (String folder : List.of("archive", "cluster")) {
      Path parent = dataDir.resolve(folder);
      if (Files.isDirectory(parent)) {
        try (Stream<Path> files = Files.list(parent)) {
          for (Path file : files.toList()) {
            if (file.getFileName().toString().matches(".*-mark.*\\.(dat|lck)")) {
              Files.delete(file);
            }
          }
        }
      }
    }
  }
}
