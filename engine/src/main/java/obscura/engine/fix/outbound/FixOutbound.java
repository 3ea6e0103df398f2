package obscura.engine.fix.outbound;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import obscura.domain.OrderId;
import obscura.engine.core.AccessEvent.ParticipantChanged;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand.ResolveMassCancel;
import obscura.engine.core.OrderEvent.MassCancelScoped;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.disclosure.Audience;
import obscura.engine.core.disclosure.Disclosure;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Faults;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.engine.port.VenueFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;
import quickfix.field.ClOrdID;
import quickfix.field.QuoteReqID;

/**
 * Tells clients what became of what they asked: has the values of each event opened to those who
 * are told, writes the FIX messages, and hands them to the sessions, in the order of events, each
 * exactly once. While the parties do not answer it waits; it skips and reorders nothing.
 *
 * <p>A report that cannot be written, or has nowhere to go, stops the venue: the event is not
 * finished, and comes again.
 *
 * <p>Values are asked for as soon as an event arrives and used in order, by one thread of its own.
 */
public final class FixOutbound implements EventConsumer, AutoCloseable {
  /** Messages of one event to one session are numbered below this. */
  static final int PARTS_BITS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(FixOutbound.class);
  private static final int EVENTS_QUEUED_MAX = 65_536;
  private static final long PAUSE_MILLIS_MIN = 5;
  private static final long PAUSE_MILLIS_MAX = 1_000;

  /** How often the thread looks whether it shall end; an interrupt would close a session's file. */
  private static final long LOOK_MILLIS = 50;

  private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

  private final Directory directory;
  private final Reporter reporter;
  private final DropCopies copies;
  private final GatewayMemory memory;
  private final Secrets secrets;
  private final CommandLog log;
  private final Outbox outbox;
  private final SessionDuty duty;
  private final Faults faults;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(EVENTS_QUEUED_MAX);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<List<Terms>> stopped = new CompletableFuture<>();
  private final Thread worker;
  private volatile long finished;

  /** Starts the thread; {@link #close} ends it. */
  public FixOutbound(Directory directory, Surroundings surroundings, GatewayMemory memory) {
    this.directory = directory;
    this.reporter = new Reporter(directory, memory);
    this.copies = new DropCopies(directory);
    this.memory = memory;
    this.secrets = surroundings.secrets();
    this.log = surroundings.log();
    this.outbox = surroundings.outbox();
    this.duty = surroundings.duty();
    this.faults = surroundings.faults();
    this.worker = Thread.ofPlatform().daemon().name("fix-outbound").start(this::run);
  }

  /** What reports come from and where they go. */
  public record Surroundings(
      Secrets secrets, CommandLog log, Outbox outbox, SessionDuty duty, Faults faults) {}

  /** The position of the event that an output key belongs to; -1 for none. */
  public static long eventOf(long outputKey) {
    return outputKey >> PARTS_BITS;
  }

  private record Pending(long position, VenueEvent event, List<Asked> asked) {}

  private record Asked(Question question, CompletableFuture<List<Terms>> answer) {}

  @Override
  public String name() {
    return "fix";
  }

  /** Waits only if 65,536 events are queued already. */
  @Override
  public void accept(long position, VenueEvent event) {
    List<Asked> asked =
        position == 0
            ? List.of()
            : Questions.of(event).stream()
                .map(question -> new Asked(question, ask(question)))
                .toList();
    try {
      queue.put(new Pending(position, event, asked));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long finished() {
    return finished;
  }

  /** DropCopyFlag(9406): copies of the firm's other sessions shall also go to this one. */
  public void copiesWanted(String compId, boolean yes) {
    copies.wanted(compId, yes);
  }

  /** TradingSessionStatus(h) for a session that has just logged on. */
  public void greet(String compId, boolean halted, String throttles) {
    if (!outbox.send(compId, Notices.atLogon(halted, throttles))) {
      LOG.warn("{}: trading session status could not be stored", compId);
    }
  }

  /** Stops telling; what is not finished comes again after a restart. */
  @Override
  public void close() {
    closing.countDown();
    stopped.complete(List.of());
    try {
      if (!worker.join(CLOSE_MAX)) {
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<List<Terms>> ask(Question question) {
    try {
      return secrets.reveal(question.handles(), question.recipient());
    } catch (RuntimeException unavailable) {
      return CompletableFuture.failedFuture(unavailable);
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        Pending next = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          tellOrStop(next);
        }
      }
    } catch (InterruptedException stopping) {
      LOG.debug("fix-outbound stops after event {}", finished);
    } catch (VenueFault fault) {
      faults.stop(fault);
    }
  }

  private void tellOrStop(Pending pending) throws InterruptedException {
    try {
      tell(pending);
    } catch (VenueFault told) {
      throw told;
    } catch (RuntimeException ours) {
      throw new VenueFault(
          "event %d (%s) cannot be told"
              .formatted(pending.position(), pending.event().getClass().getSimpleName()),
          ours);
    }
  }

  private void tell(Pending pending) throws InterruptedException {
    admit(pending.event());
    if (pending.position() > 0) {
      Opened opened = open(pending);
      resolve(pending.event(), opened);
      deliver(pending, opened);
      finished = pending.position();
    }
  }

  private void admit(VenueEvent event) {
    if (event instanceof ParticipantChanged changed) {
      try {
        duty.participantChanged(changed.participant());
      } catch (UncheckedIOException unusable) {
        throw new VenueFault(
            "the session of %s cannot be used: %s"
                .formatted(changed.participant().id(), unusable.getMessage()));
      }
    } else if (event instanceof StandingEvent standing) {
      recall(standing);
    }
  }

  /** After a restart the gateway knows again which levels hold. */
  private void recall(StandingEvent event) {
    switch (event) {
      case StandingEvent.OrderStands e ->
          memory.remember(
              e.participant(), ClOrdID.FIELD, e.order().clientId().value(), e.order().privacy());
      case StandingEvent.InvitationStands e ->
          memory.remember(e.participant(), QuoteReqID.FIELD, e.alias().value(), e.privacy());
      case StandingEvent.RequestStands _ -> {}
      case StandingEvent.TradeStands _ -> {}
    }
  }

  /** Waits until everything is opened; the parties may be away for any time. */
  private Opened open(Pending pending) throws InterruptedException {
    Opened opened = new Opened();
    for (Asked asked : pending.asked()) {
      answer(pending, asked).ifPresent(terms -> opened.add(asked.question(), terms));
    }
    return opened;
  }

  /** Empty if the parties refuse for good. */
  private Optional<List<Terms>> answer(Pending pending, Asked asked) throws InterruptedException {
    CompletableFuture<List<Terms>> answer = asked.answer();
    for (long pause = PAUSE_MILLIS_MIN; ; pause = Math.min(2 * pause, PAUSE_MILLIS_MAX)) {
      try {
        var _ = CompletableFuture.anyOf(answer, stopped).get();
        if (!answer.isDone()) {
          throw new InterruptedException("closing");
        }
        return Optional.of(answer.get());
      } catch (ExecutionException away) {
        if (isRefused(away)) {
          LOG.error("event {}: the parties refuse to open its values", pending.position());
          return Optional.empty();
        }
        LOG.warn("event {}: values are not opened yet, trying again", pending.position());
        pause(pause);
        answer = ask(asked.question());
      }
    }
  }

  private static boolean isRefused(ExecutionException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RevealRefusedException) {
        return true;
      }
    }
    return false;
  }

  private void deliver(Pending pending, Opened opened) throws InterruptedException {
    Map<String, Long> keys = new HashMap<>();
    for (Told told : messages(pending, opened)) {
      String compId = told.to().value();
      long key = keys.merge(compId, pending.position() << PARTS_BITS, (last, first) -> last + 1);
      store(compId, told.message(), key);
    }
  }

  private List<Told> messages(Pending pending, Opened opened) {
    List<Told> all = new ArrayList<>();
    Audience audience = Disclosure.of(pending.event());
    for (Told told : reporter.render(pending.event(), opened)) {
      if (!mayHear(audience, told)) {
        throw new IllegalStateException(told.to() + " is not in the audience");
      }
      List<Told> copied = copies.of(told);
      all.add(told);
      all.addAll(copied);
    }
    return all;
  }

  /** Compliance hears of everything that the parties open to it. */
  private boolean mayHear(Audience audience, Told told) {
    return audience.everybody()
        || audience.participants().contains(told.to())
        || directory
            .participant(told.to())
            .filter(one -> one.kind() == ParticipantKind.COMPL)
            .isPresent();
  }

  private void store(String compId, Message message, long key) throws InterruptedException {
    for (long pause = PAUSE_MILLIS_MIN; ; pause = Math.min(2 * pause, PAUSE_MILLIS_MAX)) {
      try {
        if (key <= outbox.lastOutput(compId) || outbox.send(compId, message, key)) {
          return;
        }
      } catch (IllegalArgumentException unknown) {
        throw new VenueFault(compId + " has no session for output " + key, unknown);
      }
      LOG.error("{}: output {} could not be stored, trying again", compId, key);
      pause(pause);
    }
  }

  /** Answers a mass cancel of one instrument: only the gateway knows which one was meant. */
  private void resolve(VenueEvent event, Opened opened) throws InterruptedException {
    if (event instanceof MassCancelScoped scoped) {
      OptionalLong scope = memory.scope(scoped.participant(), scoped.clientId().value());
      List<OrderId> chosen =
          scope.isPresent() ? inScope(scoped, scope.getAsLong(), opened) : List.of();
      submit(
          new ResolveMassCancel(scoped.participant(), scoped.clientId(), chosen, scope.isEmpty()));
    }
  }

  private static List<OrderId> inScope(MassCancelScoped scoped, long instrument, Opened opened) {
    String owner = scoped.participant().value();
    return scoped.open().stream()
        .filter(order -> opened.terms(owner, order.terms()).instrument() == instrument)
        .map(Order::id)
        .toList();
  }

  private void submit(ResolveMassCancel answer) throws InterruptedException {
    for (long pause = PAUSE_MILLIS_MIN; ; pause = Math.min(2 * pause, PAUSE_MILLIS_MAX)) {
      try {
        log.submit(answer).get();
        return;
      } catch (ExecutionException closed) {
        pause(pause);
      }
    }
  }

  private void pause(long millis) throws InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closing");
    }
  }
}
