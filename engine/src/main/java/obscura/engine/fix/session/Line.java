package obscura.engine.fix.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.DataDictionary;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.Session;
import quickfix.fix44.Reject;

/**
 * One counterparty's session for as long as the venue runs, connected or not.
 *
 * <p>Threads: {@code turn} lets one thread at a time act for the session (its reader, the clock, an
 * operator). {@code numbers} is held shared by whoever sends and alone by whoever may restart the
 * sequence numbers (Logon, Logout, the end of the week), so that a Logon that resets to 1 is
 * answered with 1 whatever is sent at the same moment. Order: turn, numbers, the engine's own
 * locks.
 */
final class Line {
  /** What lines share. */
  record Surroundings(
      GatewayConfig config, GatewayApplication application, InstantSource clock, Executor later) {}

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final long FREE_WITHIN_SECONDS = 3;
  private static final Duration SENDING_TIME_TOLERANCE = Duration.ofMinutes(2);
  private static final String BAD_TIME = "SendingTime accuracy problem";

  private final Counterparty counterparty;
  private final Surroundings around;
  private final MessageBudget own;
  private final MessageBudget firm;
  private final AbuseWatch abuse;
  private final ResendGuard resends = new ResendGuard();
  private final SessionStore store;
  private final WeeklySchedule schedule;
  private final RedactedLog log;
  private final Session session;
  private final Resender resender;
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition free = turn.newCondition();
  private final ReentrantReadWriteLock numbers = new ReentrantReadWriteLock();
  private volatile @Nullable Connection connection;
  private volatile @Nullable Instant since;
  private volatile boolean barred;
  private volatile boolean expelled;
  private volatile boolean failed;
  private volatile String logon = "";
  private volatile Instant receivedAt = Instant.EPOCH;

  Line(Counterparty counterparty, MessageBudget firm, Surroundings around) throws IOException {
    GatewayConfig config = around.config();
    this.counterparty = counterparty;
    this.around = around;
    this.firm = firm;
    this.own = new MessageBudget(config.throttles(), around.clock().millis());
    this.abuse = new AbuseWatch(config.throttles().abusePerSecond());
    this.store = new SessionStore(config.store(), counterparty.compId(), around.clock());
    this.schedule = new WeeklySchedule(config.hours(), around.clock());
    this.log = new RedactedLog(counterparty.compId());
    this.session =
        new SessionMaker(config, schedule)
            .make(
                counterparty.compId(),
                store,
                log,
                new SessionCallbacks(this, config.isConformance()));
    this.resender =
        new Resender(
            store,
            around.clock(),
            config.isConformance(),
            quote -> around.application().stillValid(quote));
  }

  Counterparty counterparty() {
    return counterparty;
  }

  DataDictionary dictionary() {
    return session.getDataDictionary();
  }

  boolean isBarred() {
    return barred;
  }

  boolean isInPenalty() {
    return abuse.isRefused(around.clock().instant());
  }

  boolean isOpen() {
    return session.isSessionTime();
  }

  /** The client's Logon as received. */
  String logon() {
    return logon;
  }

  boolean mayActFor(String onBehalfOf) {
    return around.application().mayActFor(counterparty.compId(), onBehalfOf);
  }

  long lastOutput() {
    return store.lastOutput();
  }

  int nextSender() {
    return store.getNextSenderMsgSeqNum();
  }

  Message parse(String raw) throws InvalidMessage {
    return MessageSessionUtils.parse(session, raw);
  }

  /** Logs the client on, or says why not; a refusal leaves no trace. */
  Optional<String> attach(Connection candidate, String raw, Message message) {
    turn.lock();
    try {
      if (!awaitFree()) {
        return Optional.of("ALREADY-CONNECTED");
      }
      numbers.writeLock().lock();
      try {
        Optional<String> fault = sequenceFault(raw);
        if (fault.isEmpty()) {
          begin(candidate, raw, message);
        }
        return fault;
      } finally {
        numbers.writeLock().unlock();
      }
    } finally {
      turn.unlock();
    }
  }

  /** Acts on one message of the client. */
  void receive(String raw) {
    receivedAt = around.clock().instant();
    turn.lock();
    try {
      String type = RawFix.field(raw, 35);
      boolean isLogout = "5".equals(type);
      if (!session.hasResponder() || (expelled && !isLogout)) {
        return;
      }
      log.onIncoming(raw);
      if (abuse.count(receivedAt)) {
        expel("THROTTLE");
      } else {
        Message message = understood(raw);
        if (message != null && !isRefused(message, raw, type)) {
          next(message, isLogout || "A".equals(type));
        }
      }
    } finally {
      turn.unlock();
    }
  }

  /** Ends the session with a Logout; the connection is closed 2 s later at the latest. */
  void end(String text) {
    turn.lock();
    try {
      if (session.isLoggedOn()) {
        expel(text);
      }
    } finally {
      turn.unlock();
    }
  }

  /** The client reads too slowly: tells it so if it can still hear, and closes. */
  void endSlowConsumer(Connection slow) {
    around.later().execute(() -> dropSlow(slow));
  }

  /** The socket is gone. */
  void connectionLost(Connection lost) {
    turn.lock();
    numbers.writeLock().lock();
    try {
      if (connection == lost) {
        if (session.hasResponder()) {
          session.disconnect("the client is gone", false);
        }
        forget();
      }
    } catch (IOException e) {
      LOG.error("{} could not be ended cleanly", counterparty.compId(), e);
    } finally {
      numbers.writeLock().unlock();
      turn.unlock();
    }
  }

  /** Heartbeats, time-outs and the end of the week; called a few times a second. */
  void tick() {
    Connection current = connection;
    if (current != null) {
      current.abortIfOverdue();
    }
    if (turn.tryLock()) {
      numbers.writeLock().lock();
      try {
        keepHours();
        session.next();
      } catch (IOException e) {
        LOG.error("{} cannot write its session file", counterparty.compId(), e);
      } finally {
        numbers.writeLock().unlock();
        turn.unlock();
      }
    }
  }

  /** Stores a message and sends it if the session is up. False if it could not be stored. */
  boolean send(Message message, long outputKey) {
    SessionStore.Outgoing outgoing = new SessionStore.Outgoing(outputKey);
    numbers.readLock().lock();
    try {
      ScopedValue.where(SessionStore.OUTGOING, outgoing).run(() -> session.send(message));
    } finally {
      numbers.readLock().unlock();
    }
    return outgoing.isStored();
  }

  void bar(boolean refuse) {
    barred = refuse;
    if (refuse) {
      end("206 firm suspended");
    }
  }

  void resetSequence() {
    alone(session::reset);
  }

  void setSequence(int nextSender, int nextTarget) throws IOException {
    turn.lock();
    numbers.writeLock().lock();
    try {
      store.setNextSenderMsgSeqNum(nextSender);
      store.setNextTargetMsgSeqNum(nextTarget);
    } finally {
      numbers.writeLock().unlock();
      turn.unlock();
    }
  }

  SessionView view() {
    Connection current = connection;
    return new SessionView(
        counterparty.compId(),
        counterparty.kind(),
        counterparty.firm(),
        session.isLoggedOn(),
        barred,
        Optional.ofNullable(since),
        Optional.ofNullable(current).map(Connection::getRemoteAddress),
        store.getNextSenderMsgSeqNum(),
        store.getNextTargetMsgSeqNum());
  }

  void close() throws IOException {
    Connection current = connection;
    if (current != null) {
      current.disconnect();
    }
    turn.lock();
    try {
      session.close();
    } finally {
      turn.unlock();
    }
  }

  // Called back by the engine, always in turn.

  void loggedOn() {
    since = around.clock().instant();
    around
        .application()
        .onLogon(
            new LoggedOn(
                counterparty.compId(),
                !"N".equals(RawFix.field(logon, 8013)),
                "Y".equals(RawFix.field(logon, 9406))));
  }

  void loggedOut() {
    since = null;
    around.application().onDisconnect(counterparty.compId());
  }

  int nextExpectedAfter(int logonSequence) {
    int target = store.getNextTargetMsgSeqNum();
    return logonSequence == target ? target + 1 : target;
  }

  void resend(int begin, int end) {
    if (!around.config().isConformance() && resends.isLoop(around.clock().instant(), begin, end)) {
      expel("RESEND-LOOP");
      return;
    }
    fill(begin, end);
  }

  void accept(Message message) throws FieldNotFound, IncorrectTagValue {
    int sequence = message.getHeader().getInt(34);
    SessionStore.Hold hold = store.hold(sequence);
    try {
      CompletionStage<Void> done = around.application().onMessage(inbound(message, sequence));
      done.whenComplete((nothing, error) -> completed(hold, error));
    } catch (FieldNotFound | IncorrectTagValue malformed) {
      completed(hold, null);
      throw malformed;
    } catch (RuntimeException e) {
      completed(hold, e);
    }
  }

  private Inbound inbound(Message message, int sequence) throws FieldNotFound {
    String type = SessionCallbacks.type(message);
    long now = receivedAt.toEpochMilli();
    Optional<Throttled> throttled = own.spend(type, now).or(() -> firm.spend(type, now));
    return new Inbound(
        counterparty.compId(),
        counterparty.kind(),
        counterparty.firm(),
        message,
        isYes(message, 43),
        isYes(message, 97),
        sequence,
        receivedAt,
        throttled);
  }

  private void completed(SessionStore.Hold hold, @Nullable Throwable error) {
    try {
      if (error == null) {
        store.release(hold);
        return;
      }
      LOG.error("{} a message was not carried out: {}", counterparty.compId(), error.getClass());
    } catch (IOException e) {
      LOG.error("{} cannot write its session file", counterparty.compId(), e);
    }
    failed = true;
    around.later().execute(() -> end("APPLICATION-FAILED"));
  }

  private Optional<String> sequenceFault(String raw) {
    if (around.config().isConformance()) {
      return Optional.empty();
    }
    boolean mayReset =
        LogonGate.isResetAsked(raw) && around.application().mayResetSequence(counterparty.compId());
    return Optional.ofNullable(
        LogonGate.sequenceFault(
            raw, store.getNextTargetMsgSeqNum(), store.getNextSenderMsgSeqNum(), mayReset));
  }

  private void begin(Connection candidate, String raw, Message message) {
    int sentSoFar = store.getNextSenderMsgSeqNum() - 1;
    connection = candidate;
    logon = raw;
    expelled = false;
    log.onIncoming(raw);
    candidate.belongTo(this);
    session.setHeartBeatInterval(Math.max(0, RawFix.number(raw, 108)));
    session.setResponder(candidate);
    next(message, true);
    int expected = RawFix.number(raw, 789);
    if (session.isLoggedOn() && !LogonGate.isResetAsked(raw) && expected > 0) {
      fill(expected, sentSoFar);
    }
  }

  private void fill(int begin, int end) {
    Connection current = connection;
    if (current == null) {
      return;
    }
    try {
      if (end == 0 || begin <= end) {
        resender.resend(session, current, begin, end);
      }
    } catch (IOException e) {
      LOG.error("{} cannot resend", counterparty.compId(), e);
      expel("STORE-FAILED");
    }
  }

  private @Nullable Message understood(String raw) {
    try {
      return parse(raw);
    } catch (InvalidMessage e) {
      LOG.info("{} sent a garbled message; ignored", counterparty.compId());
      Connection current = connection;
      if ("A".equals(RawFix.field(raw, 35)) && current != null) {
        current.disconnect();
      }
      return null;
    }
  }

  private boolean isRefused(Message message, String raw, @Nullable String type) {
    if (around.config().isConformance()) {
      return false;
    }
    if ("A".equals(type)) {
      expel("ALREADY-CONNECTED");
      return true;
    }
    if (type == null) {
      return false;
    }
    if (type.equals("4") && !isYes(message, 123)) {
      reject(raw, type, 123, 5, "SEQ-RESET-REFUSED");
      return true;
    }
    Instant sent = RawFix.instant(RawFix.field(raw, 52));
    if (sent != null && isFarFrom(sent)) {
      reject(raw, type, 52, 10, BAD_TIME);
      expel(BAD_TIME);
      return true;
    }
    return false;
  }

  private boolean isFarFrom(Instant sent) {
    return Duration.between(sent, receivedAt).abs().compareTo(SENDING_TIME_TOLERANCE) > 0;
  }

  private void reject(String raw, String type, int tag, int reason, String text) {
    Reject reject = new Reject();
    reject.setInt(45, Math.max(0, RawFix.number(raw, 34)));
    reject.setInt(371, tag);
    reject.setString(372, type);
    reject.setInt(373, reason);
    reject.setString(58, text);
    send(reject, SessionStore.NO_OUTPUT);
  }

  private void next(Message message, boolean mayRestart) {
    if (mayRestart) {
      numbers.writeLock().lock();
    }
    try {
      session.next(message);
    } catch (Exception e) {
      LOG.error("{} is closed by {}", counterparty.compId(), e.getClass());
      Connection current = connection;
      if (current != null) {
        current.disconnect();
      }
    } finally {
      if (mayRestart) {
        numbers.writeLock().unlock();
      }
    }
  }

  private void expel(String text) {
    expelled = true;
    session.logout(text);
    alone(() -> {
      try {
        session.next();
      } catch (IOException e) {
        LOG.error("{} cannot write its session file", counterparty.compId(), e);
      }
    });
  }

  private void keepHours() {
    boolean isOfThisWeek = schedule.isCurrent(store.getCreationTime().toInstant());
    if (session.isLoggedOn()) {
      if (!expelled && !(isOfThisWeek && schedule.isSessionTime())) {
        expel("CLOSED-SESSION");
      }
    } else if (!isOfThisWeek) {
      session.reset();
    }
  }

  private void dropSlow(Connection slow) {
    turn.lock();
    try {
      if (connection == slow) {
        slow.sendLast(slowConsumerLogout());
        session.disconnect("the client reads too slowly", false);
      }
    } catch (IOException e) {
      LOG.error("{} could not be ended cleanly", counterparty.compId(), e);
    } finally {
      turn.unlock();
    }
  }

  private String slowConsumerLogout() throws IOException {
    int sequence = store.getNextSenderMsgSeqNum();
    String logout =
        logout(around.config(), counterparty.compId(), sequence, "SLOW-CONSUMER", around.clock());
    store.set(sequence, logout);
    store.incrNextSenderMsgSeqNum();
    return logout;
  }

  /** A Logout outside the sequence of the engine. */
  static String logout(
      GatewayConfig config, String compId, int sequence, String text, InstantSource clock) {
    return RawFix.frame(
        String.join(
                "\u0001",
                "35=5",
                "34=" + sequence,
                "49=" + config.venueCompId(),
                "52=" + RawFix.timestamp(clock.instant()),
                "56=" + compId,
                "58=" + text)
            + "\u0001");
  }

  private void forget() {
    session.logon();
    connection = null;
    since = null;
    if (failed) {
      failed = false;
      store.returnToDurable();
    }
    free.signalAll();
  }

  private boolean awaitFree() {
    long left = TimeUnit.SECONDS.toNanos(FREE_WITHIN_SECONDS);
    try {
      Connection current;
      while ((current = connection) != null) {
        if (!current.isEnding() || left <= 0) {
          return false;
        }
        left = free.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void alone(Runnable action) {
    turn.lock();
    numbers.writeLock().lock();
    try {
      action.run();
    } finally {
      numbers.writeLock().unlock();
      turn.unlock();
    }
  }

  private static boolean isYes(Message message, int tag) {
    try {
      return message.getHeader().isSetField(tag)
          ? message.getHeader().getBoolean(tag)
          : message.isSetField(tag) && message.getBoolean(tag);
    } catch (FieldNotFound e) {
      return false;
    }
  }
}
