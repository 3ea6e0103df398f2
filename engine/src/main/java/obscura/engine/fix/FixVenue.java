package obscura.engine.fix;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.core.SessionCommand.CloseAllSessions;
import obscura.engine.core.SessionCommand.CloseSession;
import obscura.engine.core.SessionCommand.OpenSession;
import obscura.engine.core.VenueCommand;
import obscura.engine.fix.inbound.FixInbound;
import obscura.engine.fix.inbound.Received;
import obscura.engine.fix.inbound.RequestTiming;
import obscura.engine.fix.outbound.FixOutbound;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.fix.outbound.OpenBusiness;
import obscura.engine.fix.outbound.Outbox;
import obscura.engine.fix.outbound.QuoteValidity;
import obscura.engine.fix.session.Counterparty;
import obscura.engine.fix.session.FixGateway;
import obscura.engine.fix.session.GatewayApplication;
import obscura.engine.fix.session.GatewayConfig;
import obscura.engine.fix.session.Inbound;
import obscura.engine.fix.session.LoggedOn;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.fix.session.SessionView;
import obscura.engine.fix.session.ThrottleLimits;
import obscura.engine.fix.session.Throttled;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Faults;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementRail;
import obscura.engine.port.VenueFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.Message;

/**
 * The FIX side of the venue: wires the sessions to what is said ({@link FixInbound}) and what is
 * told ({@link FixOutbound}). Give {@link #reports} and {@link #openBusiness} the events, from
 * position 0, before {@link #start}.
 */
public final class FixVenue implements GatewayApplication, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FixVenue.class);

  private static final long RECORDED_SECONDS_MAX = 5;
  private static final Duration SESSIONS_WITHIN = Duration.ofSeconds(60);

  private final FixGateway gateway;
  private final FixInbound inbound;
  private final FixOutbound outbound;
  private final OpenBusiness openBusiness = new OpenBusiness();
  private final Ports ports;
  private final InstantSource clock;
  private final String throttles;
  private final AtomicLong records = new AtomicLong();
  private final Map<Long, CompletableFuture<Void>> recording = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile @Nullable VenueFault fault;

  /**
   * What the FIX side needs of the venue.
   *
   * @param lastEventAtStart position of the log's last event before this start, once events come
   */
  public record Ports(
      Directory directory,
      Secrets secrets,
      CommandLog log,
      SettlementRail rail,
      LongSupplier lastEventAtStart,
      Faults faults) {}

  /** Prepares the sessions; nothing listens before {@link #start}. */
  public FixVenue(GatewayConfig config, RequestTiming timing, Ports ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
    this.throttles = inWords(config.throttles());
    this.gateway = new FixGateway(config, this, clock);
    Outbox outbox = new GatewayOutbox(gateway);
    GatewayMemory memory = new GatewayMemory(clock);
    this.inbound =
        new FixInbound(
            timing,
            ports.directory(),
            new FixInbound.Surroundings(ports.secrets(), ports.log(), outbox, ports.rail()),
            memory);
    this.outbound =
        new FixOutbound(
            ports.directory(),
            new FixOutbound.Surroundings(
                ports.secrets(), ports.log(), outbox, this::participantChanged, this::fail),
            memory);
  }

  /** Takes the events that clients are told of. */
  public EventConsumer reports() {
    return outbound;
  }

  /** Takes the same events to know who may restart its sequence. */
  public EventConsumer openBusiness() {
    return openBusiness;
  }

  public FixGateway gateway() {
    return gateway;
  }

  private void fail(VenueFault why) {
    fault = why;
    ports.faults().stop(why);
  }

  /**
   * Ends whatever sessions the log still takes for open, then listens.
   *
   * @throws VenueFault if a session's file is damaged, or something could not be told
   */
  public void start() {
    ports.log().submit(new CloseAllSessions()).join();
    awaitSessions();
    gateway.start();
  }

  /** Whoever is known has its session before anybody can knock. */
  private void awaitSessions() {
    Instant deadline = clock.instant().plus(SESSIONS_WITHIN);
    while (!admitted().containsAll(ports.directory().participants())) {
      VenueFault stopped = fault;
      if (stopped != null) {
        throw stopped;
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IllegalStateException("sessions are not made within " + SESSIONS_WITHIN);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<Participant> admitted() {
    Set<String> made =
        gateway.sessions().stream().map(SessionView::compId).collect(Collectors.toSet());
    return ports.directory().participants().stream()
        .filter(participant -> made.contains(participant.id().value()))
        .toList();
  }

  @Override
  public CompletionStage<Void> onMessage(Inbound message) throws IncorrectTagValue, FieldNotFound {
    if (!ParticipantId.isValid(message.compId())) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("no CompID"));
    }
    return inbound.onMessage(
        new Received(
            new ParticipantId(message.compId()),
            message.kind() == SessionKind.MAKER,
            message.message(),
            message.possDup() || message.possResend(),
            message.msgSeqNum(),
            message.receivedAt(),
            message.throttled().map(FixVenue::throttle)));
  }

  private static Received.Throttle throttle(Throttled throttled) {
    VenueCode code =
        Arrays.stream(VenueCode.values())
            .filter(any -> any.code() == throttled.venueCode())
            .findFirst()
            .orElse(VenueCode.THROTTLE_ALL);
    return new Received.Throttle(code, throttled.retryAfterMillis());
  }

  @Override
  public void onLogon(LoggedOn session) {
    String compId = session.compId();
    outbound.copiesWanted(compId, session.dropCopies());
    var _ =
        record(compId, new OpenSession(new ParticipantId(compId), session.cancelOnDisconnect()))
            .thenRunAsync(() -> outbound.greet(compId, ports.directory().isHalted(), throttles));
  }

  @Override
  public void onDisconnect(String compId) {
    outbound.copiesWanted(compId, false);
    var _ = record(compId, new CloseSession(new ParticipantId(compId)));
  }

  /** Completes when the log has it: from then on others' requests reach a maker. */
  private CompletableFuture<Void> record(String compId, VenueCommand command) {
    BiConsumer<Object, Throwable> noteFailure =
        (_, failed) -> {
          if (failed != null) {
            LOG.error("{}: {} is not in the log", compId, command.getClass().getSimpleName());
          }
        };
    CompletableFuture<Void> recorded =
        inbound.onSession(new ParticipantId(compId), command).toCompletableFuture();
    long number = records.incrementAndGet();
    recording.put(number, recorded);
    return recorded.whenComplete(noteFailure).whenComplete((_, _) -> recording.remove(number));
  }

  @Override
  public boolean mayResetSequence(String compId) {
    return ParticipantId.isValid(compId) && openBusiness.isIdle(new ParticipantId(compId));
  }

  @Override
  public boolean stillValid(Message quote) {
    return QuoteValidity.isFirm(quote, clock.instant());
  }

  /** Stops telling, logs everybody out, and returns when the log has it. */
  @Override
  public void close() {
    outbound.close();
    gateway.close();
    try {
      CompletableFuture.allOf(recording.values().toArray(CompletableFuture[]::new))
          .get(RECORDED_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException noted) {
      LOG.debug("not all sessions' ends are in the log");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes its session, or finds it; and refuses one that was told of more than the log has. */
  private void participantChanged(Participant participant) {
    String compId = participant.id().value();
    gateway.admit(
        new Counterparty(
            compId, SessionKind.valueOf(participant.kind().name()), participant.firm().value()));
    if (known.add(compId)) {
      long told = FixOutbound.eventOf(gateway.lastOutput(compId));
      long last = ports.lastEventAtStart().getAsLong();
      if (told > last) {
        throw VenueFault.olderLog("the session of " + compId, told, last);
      }
    }
    if (participant.suspended()) {
      gateway.bar(compId);
    } else {
      gateway.unbar(compId);
    }
  }

  private static String inWords(ThrottleLimits limits) {
    return limits.enabled()
        ? "throttles: all %d/s, R %d/s, D/G/F %d/s, cancels %d/s, S %d/s"
            .formatted(
                limits.all().perSecond(),
                limits.requests().perSecond(),
                limits.orders().perSecond(),
                limits.cancels().perSecond(),
                limits.quotes().perSecond())
        : "throttles: none";
  }

  private record GatewayOutbox(FixGateway gateway) implements Outbox {
    @Override
    public boolean send(String compId, Message message, long outputKey) {
      return gateway.send(compId, message, outputKey);
    }

    @Override
    public boolean send(String compId, Message message) {
      return gateway.send(compId, message);
    }

    @Override
    public long lastOutput(String compId) {
      return gateway.lastOutput(compId);
    }
  }
}
