package obscura.engine.sequencer;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand;
import obscura.engine.core.venue.Venue;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.core.venue.VenueState;
import obscura.engine.port.Faults;
import obscura.engine.port.VenueFault;
import obscura.engine.sequencer.codec.LogCodec;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The core as a replicated service: the log's commands and timers go to {@link Venue}, its events
 * to the {@link Outbox} and from there to the session that subscribed. Called by one thread of the
 * cluster's container.
 *
 * <p>A mistake in the core may leave its state half changed. Then nothing more is carried out, sent
 * or kept in a snapshot: the venue stops, and starts again from the log.
 */
final class VenueService implements ClusteredService {
  private static final long DEADLINE_TIMER = 1;

  /** Wakes the service to send on after the subscriber was behind. */
  private static final long PUMP_TIMER = 2;

  private static final long PUMP_AGAIN_MILLIS = 1;

  private final VenueLimits limits;
  private final Faults faults;
  private final LogCodec codec = new LogCodec();
  private final Outbox outbox;
  private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer(4096);

  private VenueState state = new VenueState();
  private Venue venue;
  private @Nullable Cluster cluster;
  private @Nullable Subscription subscriber;
  private long scheduledMillis = Long.MAX_VALUE;
  private boolean broken;

  VenueService(VenueLimits limits, List<String> consumers, Faults faults) {
    this.limits = limits;
    this.faults = faults;
    this.outbox = new Outbox(consumers);
    this.venue = new Venue(state, limits);
  }

  @Override
  public void onStart(Cluster started, @Nullable Image snapshot) {
    cluster = started;
    if (snapshot != null) {
      Snapshot.Content content = read(snapshot, started);
      state = content.state();
      venue = new Venue(state, limits);
      outbox.restore(content.last(), content.progress(), content.entries());
    }
  }

  private Snapshot.Content read(Image snapshot, Cluster started) {
    try {
      return Snapshot.read(snapshot, codec, started.idleStrategy());
    } catch (RuntimeException damaged) {
      broken = true;
      faults.stop(new VenueFault("the log's snapshot cannot be read", damaged));
      throw damaged;
    }
  }

  @Override
  public void onSessionOpen(ClientSession session, long timestamp) {}

  @Override
  public void onSessionClose(ClientSession session, long timestamp, CloseReason reason) {
    if (subscriber != null && subscriber.session.id() == session.id()) {
      subscriber = null;
    }
  }

  @Override
  public void onSessionMessage(
      @Nullable ClientSession session,
      long timestamp,
      DirectBuffer buffer,
      int offset,
      int length,
      Header header) {
    if (broken) {
      return;
    }
    switch (buffer.getByte(offset)) {
      case Frames.COMMAND -> {
        int body = 1 + Long.BYTES;
        if (!carryOut(
            timestamp,
            header.position(),
            () -> codec.command(buffer, offset + body, length - body))) {
          return;
        }
        if (subscriber != null && session != null && subscriber.session.id() == session.id()) {
          subscriber.applied.addLast(new Applied(Frames.getLong(buffer, offset), outbox.last()));
        }
      }
      case Frames.SUBSCRIBE -> {
        if (session != null) {
          subscribe(session, timestamp, Frames.getLong(buffer, offset));
        }
      }
      case Frames.PROGRESS ->
          outbox.finished(
              Frames.getConsumer(buffer, offset, length), Frames.getLong(buffer, offset));
      default -> throw new IllegalStateException("a frame of no kind");
    }
    pumpOrWait(timestamp);
  }

  @Override
  public void onTimerEvent(long correlationId, long timestamp) {
    if (correlationId == DEADLINE_TIMER && !broken) {
      scheduledMillis = Long.MAX_VALUE;
      var _ = carryOut(timestamp, running().logPosition(), WorldCommand.AdvanceTime::new);
    }
    if (!broken) {
      pumpOrWait(timestamp);
    }
  }

  /**
   * Sends what the subscriber takes; if it is behind, a timer brings us back, for a service may
   * send only while it handles something from the log.
   */
  private void pumpOrWait(long timestamp) {
    Subscription to = subscriber;
    pump();
    if (to != null && (to.sent < outbox.last() || !to.applied.isEmpty())) {
      running().scheduleTimer(PUMP_TIMER, timestamp + PUMP_AGAIN_MILLIS);
    }
  }

  /** False if the core could not: then the venue stops. */
  private boolean carryOut(long timestamp, long logPosition, Supplier<VenueCommand> decoded) {
    String what = "a command that cannot be read";
    try {
      VenueCommand command = decoded.get();
      what = command.getClass().getSimpleName();
      for (VenueEvent event : venue.handle(Instant.ofEpochMilli(timestamp), command)) {
        outbox.append(codec.encode(event));
      }
    } catch (RuntimeException ours) {
      broken = true;
      faults.stop(
          new VenueFault(
              "the core cannot carry out " + what + " at log position " + logPosition, ours));
      return false;
    }
    schedule();
    return true;
  }

  /** Sets the timer if something is due before it; a timer that comes too early does no harm. */
  private void schedule() {
    Optional<Instant> deadline = venue.nextDeadline();
    if (deadline.isEmpty() || deadline.get().toEpochMilli() >= scheduledMillis) {
      return;
    }
    scheduledMillis = deadline.get().toEpochMilli();
    Cluster running = running();
    running.idleStrategy().reset();
    while (!running.scheduleTimer(DEADLINE_TIMER, scheduledMillis)) {
      running.idleStrategy().idle();
    }
  }

  private void subscribe(ClientSession session, long timestamp, long after) {
    subscriber = new Subscription(session, after);
    int length = Frames.putWelcome(frame, outbox.last(), outbox.progress());
    offer(session, length);
    Instant at = Instant.ofEpochMilli(timestamp);
    for (VenueEvent event : venue.describe(at)) {
      byte[] bytes = codec.encode(event);
      putEventHeader(0, bytes.length, 0);
      frame.putBytes(Frames.EVENT_HEADER, bytes);
      offer(session, Frames.EVENT_HEADER + bytes.length);
    }
  }

  /** For the few frames of a new subscription: waits while the edge is behind. */
  private void offer(ClientSession session, int length) {
    Cluster running = running();
    running.idleStrategy().reset();
    while (!session.isClosing() && session.offer(frame, 0, length) < 0) {
      running.idleStrategy().idle();
    }
  }

  /** Sends what the subscriber has not had, as far as it takes it; never waits. */
  private void pump() {
    Subscription to = subscriber;
    if (to == null) {
      return;
    }
    if (to.sent < outbox.last()) {
      var rest = outbox.after(to.sent);
      while (rest.hasNext()) {
        if (!send(to, rest.next())) {
          return;
        }
      }
    }
    while (!to.applied.isEmpty() && to.applied.getFirst().last() <= to.sent) {
      int length = Frames.putLong(frame, Frames.APPLIED, to.applied.getFirst().correlation());
      if (to.session.offer(frame, 0, length) < 0) {
        return;
      }
      to.applied.removeFirst();
    }
  }

  private boolean send(Subscription to, Outbox.Entry entry) {
    byte[] bytes = entry.bytes();
    while (to.offset < bytes.length) {
      int part = Math.min(Frames.PART_MAX, bytes.length - to.offset);
      putEventHeader(entry.position(), bytes.length, to.offset);
      frame.putBytes(Frames.EVENT_HEADER, bytes, to.offset, part);
      if (to.session.offer(frame, 0, Frames.EVENT_HEADER + part) < 0) {
        return false;
      }
      to.offset += part;
    }
    to.offset = 0;
    to.sent = entry.position();
    return true;
  }

  private void putEventHeader(long position, int total, int offset) {
    int at = Frames.putLong(frame, Frames.EVENT, position);
    frame.putInt(at, total);
    frame.putInt(at + Integer.BYTES, offset);
  }

  @Override
  public void onTakeSnapshot(ExclusivePublication publication) {
    if (broken) {
      throw new IllegalStateException("no snapshot of a core that made a mistake");
    }
    Snapshot.write(publication, codec, state, outbox, running().idleStrategy());
  }

  @Override
  public void onRoleChange(Cluster.Role newRole) {}

  @Override
  public void onTerminate(Cluster terminating) {}

  private Cluster running() {
    if (cluster == null) {
      throw new IllegalStateException("the service has not started");
    }
    return cluster;
  }

  /** A command that was carried out, and the last event it may have caused. */
  private record Applied(long correlation, long last) {}

  /** The edge that gets the events, and how far it got. */
  private static final class Subscription {
    private final ClientSession session;
    private final Deque<Applied> applied = new ArrayDeque<>();
    private long sent;

    /** How much of the event after {@link #sent} is under way. */
    private int offset;

    Subscription(ClientSession session, long after) {
      this.session = session;
      this.sent = after;
    }
  }
}
