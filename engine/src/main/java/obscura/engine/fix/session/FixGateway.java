package obscura.engine.fix.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.InvalidMessage;
import quickfix.Message;

/**
 * The venue's side of every FIX session: listens on one port for each kind, lets clients log on,
 * keeps their sequence numbers and what was sent to them. Thread-safe.
 *
 * <p>The session protocol is QuickFIX/J's; sockets, logon, the store, resends and limits are our
 * own, because an acceptor of that library binds a session before anybody is authenticated, sets no
 * limits on peers that have not logged on, and reads whole resend ranges into memory.
 */
public final class FixGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FixGateway.class);
  private static final Pattern COMP_ID = Pattern.compile("[A-Z0-9-]{3,16}");
  private static final Pattern SCRIPT_COMP_ID = Pattern.compile("[A-Z0-9-]{2,16}");
  private static final long TICK_MILLIS = 200;
  private static final long CLOSE_MILLIS_MAX = 3_000;
  private static final int BACKLOG = 64;

  private final GatewayConfig config;
  private final InstantSource clock;
  private final LogonGate gate;
  private final SourceWatch watch;
  private final @Nullable SSLContext tls;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Map<String, MessageBudget> firms = new ConcurrentHashMap<>();
  private final Map<SessionKind, ServerSocket> listening = new EnumMap<>(SessionKind.class);
  private final Set<Connection> unauthenticated = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clockwork;
  private final Line.Surroundings surroundings;
  private @Nullable Future<?> ticking;

  /**
   * Prepares a gateway that does not listen yet.
   *
   * @throws IllegalArgumentException if a TLS file cannot be used
   */
  public FixGateway(GatewayConfig config, GatewayApplication application, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.gate = new LogonGate(config, application, clock);
    this.watch = new SourceWatch(clock);
    this.tls = config.tls().map(TlsFiles::context).orElse(null);
    this.clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fix-clock").factory());
    this.surroundings = new Line.Surroundings(config, application, clock, clockwork);
  }

  /**
   * Listens on every port of the configuration.
   *
   * @throws UncheckedIOException if a port is taken
   */
  public synchronized void start() {
    config
        .ports()
        .forEach((kind, port) -> {
          ServerSocket server = listen(kind, port);
          listening.put(kind, server);
          Thread.ofPlatform()
              .daemon()
              .name("fix-accept-" + kind)
              .start(() -> acceptAll(kind, server));
        });
    ticking =
        clockwork.scheduleWithFixedDelay(
            this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The port on which a kind is served. */
  public synchronized int port(SessionKind kind) {
    ServerSocket server = listening.get(kind);
    if (server == null) {
      throw new IllegalStateException(kind + " is not listening");
    }
    return server.getLocalPort();
  }

  /**
   * Creates a counterparty's session and its store, or finds it again after a restart. From here
   * messages can be sent to it, connected or not.
   *
   * @throws IllegalArgumentException if the CompID is malformed or belongs to another kind or firm
   * @throws UncheckedIOException with one line that names the file, if its store cannot be opened
   *     or is damaged
   */
  public void admit(Counterparty counterparty) {
    Pattern form = config.isConformance() ? SCRIPT_COMP_ID : COMP_ID;
    if (!form.matcher(counterparty.compId()).matches()) {
      throw new IllegalArgumentException(
          "CompID '" + counterparty.compId() + "' is not of the form " + form);
    }
    Line line = lines.computeIfAbsent(counterparty.compId(), compId -> open(counterparty));
    if (!line.counterparty().equals(counterparty)) {
      throw new IllegalArgumentException(
          counterparty.compId() + " is already " + line.counterparty());
    }
  }

  /** Refuses this CompID's logons from now on and logs it out. */
  public void bar(String compId) {
    line(compId).bar(true);
  }

  /** Lets it log on again. */
  public void unbar(String compId) {
    line(compId).bar(false);
  }

  /**
   * Stores a message in the session's sequence and sends it if the session is up; if not, it waits
   * there for the next logon. The gateway fills in the standard header; the message must not be
   * used again.
   *
   * @param outputKey position of the output this message carries, 0 or more, rising
   * @return false if it could not be stored, and so was not sent
   */
  public boolean send(String compId, Message message, long outputKey) {
    if (outputKey < 0) {
      throw new IllegalArgumentException("output key " + outputKey + " is negative");
    }
    return line(compId).send(message, outputKey);
  }

  /** Like {@link #send(String, Message, long)} for an answer that is no output of the core. */
  public boolean send(String compId, Message message) {
    return line(compId).send(message, SessionStore.NO_OUTPUT);
  }

  /** The highest output key ever stored for this session, -1 if none; survives restarts. */
  public long lastOutput(String compId) {
    return line(compId).lastOutput();
  }

  /** Logs a client out with this text, and closes after its answer or 2 s. */
  public void disconnect(String compId, String text) {
    line(compId).end(text);
  }

  /** Both numbers restart at 1; a live session is logged out for it. */
  public void resetSequence(String compId) {
    line(compId).resetSequence();
  }

  /**
   * Sets the next numbers.
   *
   * @throws UncheckedIOException if the store cannot be written
   */
  public void setSequence(String compId, int nextSender, int nextTarget) {
    if (nextSender < 1 || nextTarget < 1) {
      throw new IllegalArgumentException(
          "next numbers " + nextSender + ", " + nextTarget + ": both must be 1 or more");
    }
    try {
      line(compId).setSequence(nextSender, nextTarget);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every admitted session, by CompID. */
  public List<SessionView> sessions() {
    return lines.values().stream()
        .map(Line::view)
        .sorted(Comparator.comparing(SessionView::compId))
        .toList();
  }

  /** Logs everybody out, stops listening, closes the stores. */
  @Override
  public synchronized void close() {
    listening.values().forEach(FixGateway::closeQuietly);
    lines.values().forEach(line -> line.end("VENUE-CLOSING"));
    awaitLogouts();
    if (ticking != null) {
      ticking.cancel(false);
    }
    clockwork.shutdownNow();
    for (Line line : lines.values()) {
      try {
        line.close();
      } catch (IOException e) {
        LOG.error("{} did not close", line.counterparty().compId(), e);
      }
    }
  }

  private void awaitLogouts() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS_MAX);
    try {
      while (sessions().stream().anyMatch(SessionView::loggedOn) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Line line(String compId) {
    Line line = lines.get(compId);
    if (line == null) {
      throw new IllegalArgumentException("CompID '" + compId + "' is not admitted");
    }
    return line;
  }

  private Line open(Counterparty counterparty) {
    MessageBudget firm =
        firms.computeIfAbsent(
            counterparty.firm(), any -> new MessageBudget(config.throttles(), clock.millis()));
    try {
      return new Line(counterparty, firm, surroundings);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void tick() {
    for (Line line : lines.values()) {
      try {
        line.tick();
      } catch (RuntimeException e) {
        LOG.error("{}: its clock failed", line.counterparty().compId(), e);
      }
    }
  }

  private ServerSocket listen(SessionKind kind, int port) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(config.address(), port), BACKLOG);
      LOG.info("{} sessions on port {}", kind, server.getLocalPort());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " for " + kind, e);
    }
  }

  private void acceptAll(SessionKind kind, ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (watch.enter(socket.getInetAddress())) {
          begin(kind, socket);
        } else {
          socket.close();
        }
      } catch (IOException e) {
        LOG.debug("accepting {}: {}", kind, e.getMessage());
      }
    }
  }

  private void begin(SessionKind kind, Socket socket) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      Connection connection = new Connection(kind, socket, secured(socket), desk);
      unauthenticated.add(connection);
      connection.start();
    } catch (IOException e) {
      watch.leave(socket.getInetAddress());
      socket.close();
      throw e;
    }
  }

  private @Nullable SSLSocket secured(Socket socket) throws IOException {
    if (tls == null) {
      return null;
    }
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    secured.setUseClientMode(false);
    secured.setNeedClientAuth(true);
    secured.setEnabledProtocols(new String[] {"TLSv1.3"});
    return secured;
  }

  private final Connection.Owner desk =
      new Connection.Owner() {
        @Override
        public @Nullable Line admit(Connection connection, String first) {
          return decide(connection, first);
        }

        @Override
        public void closed(Connection connection) {
          authenticatedOrGone(connection);
          lines.values().forEach(line -> line.connectionLost(connection));
        }
      };

  private @Nullable Line decide(Connection connection, String first) {
    String compId = RawFix.field(first, 49);
    if (!"A".equals(RawFix.field(first, 35))
        || !SessionMaker.BEGIN_STRING.equals(RawFix.field(first, 8))
        || compId == null
        || !connection.isCertifiedFor(compId)) {
      failed(connection);
      return null;
    }
    Line line = lines.get(compId);
    if (line == null || !config.venueCompId().equals(RawFix.field(first, 56))) {
      refuse(connection, compId, 1, "AUTH");
      return null;
    }
    return logOn(connection, first, line);
  }

  private @Nullable Line logOn(Connection connection, String first, Line line) {
    try {
      Message logon = line.parse(first);
      Optional<String> refusal = gate.refusal(line, connection, first, logon);
      if (refusal.isEmpty()) {
        authenticatedOrGone(connection);
        refusal = line.attach(connection, first, logon);
      }
      if (refusal.isEmpty()) {
        return line;
      }
      refuse(connection, line.counterparty().compId(), line.nextSender(), refusal.get());
    } catch (InvalidMessage e) {
      failed(connection);
    }
    return null;
  }

  private void refuse(Connection connection, String compId, int sequence, String text) {
    failed(connection);
    LOG.info("logon from {} refused: {}", connection.getRemoteAddress(), text);
    if (!config.isConformance() && COMP_ID.matcher(compId).matches()) {
      connection.send(Line.logout(config, compId, sequence, text, clock));
    }
  }

  private void failed(Connection connection) {
    if (!config.isConformance()) {
      watch.failed(connection.source());
    }
  }

  private void authenticatedOrGone(Connection connection) {
    if (unauthenticated.remove(connection)) {
      watch.leave(connection.source());
    }
  }

  private static void closeQuietly(ServerSocket server) {
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("closing {}: {}", server, e.getMessage());
    }
  }
}
