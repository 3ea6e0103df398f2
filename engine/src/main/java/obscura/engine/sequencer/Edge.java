package obscura.engine.sequencer;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Faults;
import obscura.engine.port.VenueFault;
import obscura.engine.sequencer.codec.LogCodec;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place at the log: its commands go in, events come out to its consumers. One thread
 * owns the cluster client; it is found again after a change of leader.
 */
final class Edge implements CommandLog, EgressListener {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final int COMMANDS_PER_TURN = 64;
  private static final long KEEP_ALIVE_NANOS = 500_000_000L;
  private static final long PROGRESS_NANOS = 20_000_000L;

  private record Waiting(byte[] command, CompletableFuture<Void> done) {}

  private final Supplier<AeronCluster.Context> connection;
  private final Doorbell.Sleeper idle;
  private final Faults faults;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final Map<Long, CompletableFuture<Void>> sent = new LinkedHashMap<>();
  private final ThreadLocal<LogCodec> codecs = ThreadLocal.withInitial(LogCodec::new);
  private final LogCodec codec = new LogCodec();
  private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(4096);
  private final Map<String, Long> reported = new LinkedHashMap<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "edge");

  private List<EventConsumer> consumers = List.of();
  private Map<String, Long> progress = Map.of();
  private long correlation;
  private long delivered;
  private @Nullable Waiting blocked;
  private byte[] assembling = new byte[0];
  private boolean resubscribe;
  private volatile @Nullable VenueFault fault;
  private volatile long lastEventAtStart;

  Edge(Supplier<AeronCluster.Context> connection, Doorbell.Sleeper idle, Faults faults) {
    this.connection = connection;
    this.idle = idle;
    this.faults = faults;
  }

  /**
   * Starts to deliver; returns when all that is public has been told to the consumers.
   *
   * @throws VenueFault if the venue stops before that
   */
  void start(List<EventConsumer> all) throws InterruptedException {
    consumers = List.copyOf(all);
    thread.start();
    subscribed.await();
    VenueFault stopped = fault;
    if (stopped != null) {
      throw stopped;
    }
  }

  /** Delivers nothing more and takes no commands. Any thread may call. */
  void stop(VenueFault why) {
    fault = why;
    closing.set(true);
    subscribed.countDown();
  }

  @Override
  public CompletableFuture<Void> submit(VenueCommand command) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (closing.get()) {
      done.completeExceptionally(new CancellationException("the log is closed"));
    } else {
      queue.add(new Waiting(codecs.get().encode(command), done));
      idle.wake();
    }
    return done;
  }

  private void run() {
    try (AeronCluster cluster = AeronCluster.connect(connection.get().egressListener(this))) {
      send(cluster, Frames.putLong(frame, Frames.SUBSCRIBE, Long.MAX_VALUE), idle);
      long keptAlive = System.nanoTime();
      long progressed = keptAlive;
      while (!closing.get()) {
        int work = cluster.pollEgress();
        work += sendCommands(cluster);
        if (resubscribe) {
          resubscribe = false;
          assembling = new byte[0];
          send(cluster, Frames.putLong(frame, Frames.SUBSCRIBE, delivered), idle);
        }
        long now = System.nanoTime();
        if (now - progressed > PROGRESS_NANOS) {
          progressed = now;
          work += sendProgress(cluster);
        }
        if (now - keptAlive > KEEP_ALIVE_NANOS) {
          keptAlive = now;
          cluster.sendKeepAlive();
        }
        idle.idle(work);
      }
      sendProgress(cluster);
    } catch (RuntimeException lost) {
      if (!closing.get()) {
        faults.stop(new VenueFault("the connection to the log is lost", lost));
      }
    } finally {
      closing.set(true);
      sent.values().forEach(Edge::cancel);
      queue.forEach(waiting -> cancel(waiting.done()));
    }
  }

  private static void cancel(CompletableFuture<Void> done) {
    done.completeExceptionally(new CancellationException("the log is closed"));
  }

  private int sendCommands(AeronCluster cluster) {
    for (int i = 0; i < COMMANDS_PER_TURN; i++) {
      Waiting next = blocked == null ? queue.poll() : blocked;
      if (next == null) {
        return i;
      }
      blocked = next;
      long number = correlation + 1;
      if (cluster.offer(frame, 0, Frames.putCommand(frame, number, next.command())) < 0) {
        return i;
      }
      correlation = number;
      sent.put(number, next.done());
      blocked = null;
    }
    return COMMANDS_PER_TURN;
  }

  private int sendProgress(AeronCluster cluster) {
    int changed = 0;
    for (EventConsumer consumer : consumers) {
      long finished = consumer.finished();
      if (finished > reported.getOrDefault(consumer.name(), 0L)
          && cluster.offer(frame, 0, Frames.putProgress(frame, consumer.name(), finished)) > 0) {
        reported.put(consumer.name(), finished);
        changed++;
      }
    }
    return changed;
  }

  private void send(AeronCluster cluster, int length, IdleStrategy idle) {
    while (cluster.offer(frame, 0, length) < 0 && !closing.get()) {
      idle.idle(cluster.pollEgress());
    }
  }

  @Override
  public void onMessage(
      long clusterSessionId,
      long timestamp,
      DirectBuffer buffer,
      int offset,
      int length,
      Header header) {
    if (fault != null) {
      return;
    }
    try {
      take(buffer, offset, length);
    } catch (VenueFault refused) {
      faults.stop(refused);
    } catch (RuntimeException ours) {
      faults.stop(new VenueFault("an event after " + delivered + " cannot be delivered", ours));
    }
  }

  private void take(DirectBuffer buffer, int offset, int length) {
    switch (buffer.getByte(offset)) {
      case Frames.APPLIED -> {
        CompletableFuture<Void> done = sent.remove(Frames.getLong(buffer, offset));
        if (done != null) {
          done.complete(null);
        }
      }
      case Frames.WELCOME ->
          welcome(Frames.getLong(buffer, offset), Frames.getWelcome(buffer, offset));
      case Frames.EVENT -> part(buffer, offset, length);
      default -> throw new IllegalStateException("a frame of no kind");
    }
  }

  /** The first welcome tells where to go on; only then are events asked for. */
  private void welcome(long last, Map<String, Long> known) {
    if (progress.isEmpty()) {
      consumers.forEach(consumer -> refuseLaterThan(last, consumer));
      lastEventAtStart = last;
      progress = known;
      reported.putAll(known);
      delivered = known.values().stream().mapToLong(Long::longValue).min().orElse(0);
      resubscribe = true;
    } else {
      subscribed.countDown();
    }
  }

  private static void refuseLaterThan(long last, EventConsumer consumer) {
    if (consumer.reached() > last) {
      throw VenueFault.olderLog(consumer.name(), consumer.reached(), last);
    }
  }

  long lastEventAtStart() {
    return lastEventAtStart;
  }

  private void part(DirectBuffer buffer, int offset, int length) {
    long position = Frames.getLong(buffer, offset);
    int total = buffer.getInt(offset + 1 + Long.BYTES);
    int at = buffer.getInt(offset + 1 + Long.BYTES + Integer.BYTES);
    int body = length - Frames.EVENT_HEADER;
    if (at == 0 && body == total) {
      deliver(position, codec.event(buffer, offset + Frames.EVENT_HEADER, body));
      return;
    }
    if (at == 0) {
      assembling = new byte[total];
    }
    buffer.getBytes(offset + Frames.EVENT_HEADER, assembling, at, body);
    if (at + body == total) {
      deliver(position, codec.event(new UnsafeBuffer(assembling), 0, total));
      assembling = new byte[0];
    }
  }

  private void deliver(long position, VenueEvent event) {
    if (position != 0 && position <= delivered) {
      return;
    }
    for (EventConsumer consumer : consumers) {
      if (position == 0 || position > progress.getOrDefault(consumer.name(), 0L)) {
        consumer.accept(position, event);
      }
    }
    delivered = Math.max(delivered, position);
  }

  @Override
  public void onNewLeader(
      long clusterSessionId, long leadershipTermId, int leaderMemberId, String ingressEndpoints) {
    LOG.info("member {} leads, term {}", leaderMemberId, leadershipTermId);
    resubscribe = true;
  }

  void close() throws InterruptedException {
    closing.set(true);
    thread.join();
  }
}
