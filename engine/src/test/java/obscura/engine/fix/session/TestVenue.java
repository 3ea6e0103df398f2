package obscura.engine.fix.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import quickfix.Message;

/** A gateway on free ports with an application that writes down what it is told. */
final class TestVenue implements GatewayApplication, AutoCloseable {
  static final String ORDER =
      "35=D|11=o1|55=WETH-USDC|54=1|38=3.141|40=2|44=2718.28|60=20261121-08:00:00.000";

  final SteppedClock clock;
  final BlockingQueue<Inbound> received = new LinkedBlockingQueue<>();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final List<CompletableFuture<Void>> undecided = new CopyOnWriteArrayList<>();
  volatile Function<Inbound, CompletionStage<Void>> behaviour =
      inbound -> CompletableFuture.completedFuture(null);
  volatile boolean mayReset;
  volatile boolean quotesValid = true;
  private final GatewayConfig config;
  private final Map<String, Wire> wires = new HashMap<>();
  private FixGateway gateway;

  TestVenue(Path folder) {
    this(folder, config -> config);
  }

  TestVenue(Path folder, UnaryOperator<GatewayConfig> change) {
    this(folder, SteppedClock.startingNow(), change);
  }

  TestVenue(Path folder, SteppedClock clock, UnaryOperator<GatewayConfig> change) {
    this.clock = clock;
    this.config = change.apply(GatewayConfig.embedded(folder, key()).withFreePorts());
    this.gateway = open();
  }

  static byte[] key() {
    byte[] key = new byte[32];
    key[0] = 42;
    return key;
  }

  FixGateway gateway() {
    return gateway;
  }

  /** Stops and starts the process, so to say. */
  void restart() {
    gateway.close();
    gateway = open();
  }

  /** Connects; if the last connection was closed here, once the gateway has noticed. */
  Wire connect(String compId) throws IOException {
    Wire before = wires.get(compId);
    if (before != null && before.isClosed()) {
      awaitGone(compId);
    }
    Wire wire = newWire(compId);
    wires.put(compId, wire);
    return wire;
  }

  private void awaitGone(String compId) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (isLoggedOn(compId) && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
  }

  private boolean isLoggedOn(String compId) {
    return gateway.sessions().stream()
        .anyMatch(session -> session.compId().equals(compId) && session.loggedOn());
  }

  private Wire newWire(String compId) throws IOException {
    SessionKind kind =
        compId.startsWith("MAKER")
            ? SessionKind.MAKER
            : compId.startsWith("DROP") ? SessionKind.DROP : SessionKind.TRADE;
    return new Wire(gateway.port(kind), compId, clock);
  }

  /** Leaves every message undecided until the test decides. */
  void decideLater() {
    behaviour =
        inbound -> {
          CompletableFuture<Void> stage = new CompletableFuture<>();
          undecided.add(stage);
          return stage;
        };
  }

  Inbound next() throws InterruptedException {
    Inbound inbound = received.poll(10, TimeUnit.SECONDS);
    if (inbound == null) {
      throw new AssertionError("nothing was received");
    }
    return inbound;
  }

  String nextEvent() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    return event == null ? "nothing" : event;
  }

  SessionView view(String compId) {
    return gateway.sessions().stream()
        .filter(view -> view.compId().equals(compId))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public CompletionStage<Void> onMessage(Inbound inbound) {
    CompletionStage<Void> stage = behaviour.apply(inbound);
    received.add(inbound);
    return stage;
  }

  @Override
  public void onLogon(LoggedOn session) {
    events.add("logon " + session.compId() + " cod=" + session.cancelOnDisconnect());
  }

  @Override
  public void onDisconnect(String compId) {
    events.add("disconnect " + compId);
  }

  @Override
  public boolean mayResetSequence(String compId) {
    return mayReset;
  }

  @Override
  public boolean stillValid(Message quote) {
    return quotesValid;
  }

  @Override
  public void close() {
    gateway.close();
  }

  private FixGateway open() {
    FixGateway opened = new FixGateway(config, this, clock);
    opened.admit(new Counterparty("DESK1", SessionKind.TRADE, "ALPHA"));
    opened.admit(new Counterparty("DESK2", SessionKind.TRADE, "BETA"));
    opened.admit(new Counterparty("DESK3", SessionKind.TRADE, "ALPHA"));
    opened.admit(new Counterparty("MAKER1", SessionKind.MAKER, "GAMMA"));
    opened.admit(new Counterparty("DROP1", SessionKind.DROP, "ALPHA"));
    opened.start();
    return opened;
  }
}
