package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.Patience;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.SettlementListener;
import obscura.settlement.service.port.SettlementStore;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.TransactionSigner;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/** A service over a real store, a chain that is played, and a process that can be killed. */
final class Scene {
  static final FirmId ALICE = new FirmId("ALICE");
  static final FirmId BOB = new FirmId("BOB");
  static final long CONFIRMATIONS = 4;
  static final long LIFETIME_SECONDS = 600;
  private static final int ROUNDS_MAX = 500;

  final SimChain chain = new SimChain();
  final FakeOffice office = new FakeOffice();
  final Killer killer = new Killer();
  final List<Notice> told = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<Long> submitted = new ArrayList<>();
  final SettlementStore store;
  BigInteger worth = BigInteger.TEN.pow(30);
  Instant now = Instant.ofEpochSecond(SimChain.GENESIS_SECONDS);
  SettlementService service;
  private final Duration coverWait;

  Scene(StoreDatabase database) {
    this(database, Duration.ZERO);
  }

  /** A trade that is not covered waits so long. */
  Scene(StoreDatabase database, Duration coverWait) {
    this.coverWait = coverWait;
    database.transaction(connection -> {
      try (Statement clear = connection.createStatement()) {
        for (String table : List.of("trade", "batch", "output", "attempt", "notice")) {
          clear.execute("DELETE FROM service_" + table);
        }
      }
      return true;
    });
    store = new JdbcStore(database, StoreKey.of(new byte[32]));
    restart();
  }

  private ServiceConfig config() {
    return new ServiceConfig(
        SimChain.CONTRACT,
        new ChainTokens(
            "eip155:1",
            Map.of(
                "WETH", new ChainTokens.Token(Bytes.zeros(20), 18),
                "USDC", new ChainTokens.Token(Bytes.hex("0x" + "11".repeat(20)), 6))),
        new Batching(4, Duration.ofSeconds(30), 3, LIFETIME_SECONDS, coverWait),
        new Patience(CONFIRMATIONS, Duration.ofSeconds(60), Patience.RETRIES_MAX),
        new FeePolicy(FeeStrategy.NORMAL, BigInteger.valueOf(1_000_000)),
        100);
  }

  /** A new process over the same store. */
  void restart() {
    killer.spare();
    service =
        new SettlementService(
            config(),
            new ServicePorts(
                killer.watched(SettlementStore.class, store),
                new ServicePorts.OnChain(
                    killer.watched(Chain.class, chain),
                    killer.watched(TransactionSigner.class, chain),
                    killer.watched(TransactionOutlet.class, this::send)),
                new ServicePorts.OffChain(
                    killer.watched(NoteOffice.class, office),
                    (batch, trades) ->
                        IntStream.range(0, trades.size())
                            .map(i -> trades.size() - 1 - i)
                            .boxed()
                            .toList(),
                    instruction -> true,
                    instruction -> Optional.of(worth),
                    killer.watched(SettlementListener.class, told::add),
                    alerts::add),
                () -> now));
  }

  /** What is sent was written down before. */
  private TransactionOutlet.Answer send(Attempt attempt) {
    assertThat(store.open().stream().flatMap(batch -> batch.attempts().stream())).contains(attempt);
    return chain.send(attempt);
  }

  static ChainInstruction trade(long id) {
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(id), ALICE, BOB, "WETH", "USDC", new BigDecimal("1.5"), new BigDecimal(id)),
        "eip155:1",
        Optional.empty());
  }

  void submit(long id) {
    if (!submitted.contains(id)) {
      submitted.add(id);
    }
    alive(() -> service.submit(trade(id)));
  }

  void tick() {
    now = now.plusSeconds(3);
    alive(service::tick);
  }

  /** Ticks and blocks, as in ordinary times. */
  void rounds(int n) {
    for (int i = 0; i < n; i++) {
      tick();
      chain.mine();
      now = now.plusSeconds(9);
    }
  }

  private void alive(Runnable work) {
    try {
      work.run();
    } catch (Killer.Killed dead) {
      restart();
    }
  }

  /** Everything works again; goes on until every trade has its answer and nothing is watched. */
  void comesToAnEnd() {
    killer.spare();
    chain.down = false;
    chain.outletDown = false;
    office.down = false;
    chain.baseFee = BigInteger.valueOf(100);
    submitted.forEach(this::submit);
    for (int i = 0; i < ROUNDS_MAX && !ended(); i++) {
      rounds(1);
    }
    tick();
    assertThat(ended()).as("all trades have their answer").isTrue();
  }

  private boolean ended() {
    return store.open().isEmpty()
        && submitted.stream()
            .allMatch(id -> service.state(new TradeId(id)).filter(TradeState::isFinal).isPresent());
  }

  TradeState state(long id) {
    return service.state(new TradeId(id)).orElseThrow();
  }

  List<SettlementState> toldOf(long id) {
    List<SettlementState> states = new ArrayList<>();
    for (Notice notice : told) {
      if (notice.trade().value() == id
          && (states.isEmpty() || states.getLast() != notice.state())) {
        states.add(notice.state());
      }
    }
    return states;
  }

  /** Whatever happened: exactly once, as the parties were told, and never again. */
  void assertExactlyOnce() {
    assertThat(alerted(Alert.Kind.FAULT)).isFalse();
    office.calls.forEach(chain::strangerHandsIn);
    chain.mine();
    for (long id : submitted) {
      List<SettlementState> states = toldOf(id);
      for (int i = 1; i < states.size(); i++) {
        assertThat(states.get(i - 1).mayBecome(states.get(i))).as("T%d: %s", id, states).isTrue();
      }
      boolean confirmed = state(id) == TradeState.CONFIRMED;
      assertThat(chain.timesSettled(id)).as("T%d on the chain", id).isEqualTo(confirmed ? 1 : 0);
      assertThat(states.getLast())
          .isEqualTo(
              switch (state(id)) {
                case CONFIRMED -> SettlementState.FINAL;
                case FAILED -> SettlementState.FAILED;
                case ROLLED_BACK -> SettlementState.RECLAIMED;
                case INITIATED, PENDING -> throw new AssertionError("no answer for " + id);
              });
      if (confirmed) {
        assertThat(service.proof(new TradeId(id)).orElseThrow().inclusion().transaction())
            .isEqualTo(chain.transactionOf(id));
      }
    }
  }

  boolean alerted(Alert.Kind kind) {
    return alerts.stream().anyMatch(alert -> alert.kind() == kind);
  }
}
