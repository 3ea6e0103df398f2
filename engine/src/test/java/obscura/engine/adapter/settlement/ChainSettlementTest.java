package obscura.engine.adapter.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.WorldCommand.RecordSettlement;
import obscura.engine.fix.FakeDirectory;
import obscura.engine.fix.FakeSecrets;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.ServiceConfig;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.Patience;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.JdbcStore;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators and a trade on a rail whose chain is away: only what needs no chain goes on. */
class ChainSettlementTest {
  private static final TradeId T1 = new TradeId(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StoreDatabase database =
      StoreDatabase.open(new StoreConfig("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
  private final JdbcStore store = new JdbcStore(database, StoreKey.of(new byte[32]));
  private final FakeSecrets secrets = new FakeSecrets();
  private final Handle fill = secrets.put(terms(), Secrets.SETTLEMENT);
  private final Handle order = secrets.put(terms(), Secrets.SETTLEMENT);
  private final List<VenueCommand> log = new CopyOnWriteArrayList<>();
  private ChainSettlement rail = started();

  @BeforeEach
  void aTradeIsTakenOver() {
    rail.accept(1, new TradeEvent.TradeAgreed(Instant.EPOCH, trade(SettlementState.MATCHED, 0)));
    await().atMost(PATIENCE).until(() -> store.trade(T1).isPresent());
  }

  @AfterEach
  void close() {
    rail.close();
    database.close();
  }

  private static Terms terms() {
    return new Terms(1, false, 1_500, 200_000, 0, 0, Optional.empty());
  }

  private Trade trade(SettlementState state, long reports) {
    Trade.Leg buys =
        new Trade.Leg(
            FakeDirectory.DESK,
            FakeDirectory.DESK_FIRM,
            new OrderId(1),
            new ClientId("a"),
            order,
            new ExecId(1));
    Trade.Leg sells =
        new Trade.Leg(
            FakeDirectory.MAKER,
            FakeDirectory.MAKER_FIRM,
            new OrderId(2),
            new ClientId("b"),
            order,
            new ExecId(2));
    return new Trade(
        T1,
        Instant.EPOCH,
        fill,
        PrivacyLevel.COMPLIANT,
        Optional.empty(),
        List.of(buys, sells),
        state,
        0,
        reports);
  }

  private ChainSettlement started() {
    ChainSettlement fresh =
        new ChainSettlement(
            secrets,
            new FakeDirectory(),
            command -> {
              log.add(command);
              return CompletableFuture.completedFuture(null);
            });
    fresh.start(
        new SettlementService(
            new ServiceConfig(
                Bytes.zeros(20),
                new ChainTokens("eip155:1", Map.of()),
                new Batching(4, Duration.ofSeconds(1), 1, 600, Duration.ZERO),
                new Patience(1, Duration.ofSeconds(1), 1),
                new FeePolicy(FeeStrategy.NORMAL, BigInteger.TEN),
                100),
            new ServicePorts(
                store,
                new ServicePorts.OnChain(
                    away(obscura.settlement.service.port.Chain.class),
                    away(obscura.settlement.service.port.TransactionSigner.class),
                    away(obscura.settlement.service.port.TransactionOutlet.class)),
                new ServicePorts.OffChain(
                    away(obscura.settlement.service.port.NoteOffice.class),
                    (batch, size) -> List.of(),
                    fresh,
                    instruction -> Optional.empty(),
                    fresh,
                    alert -> {}),
                InstantSource.system())),
        "evm:1");
    return fresh;
  }

  private static <T> T away(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new UnavailableException("away");
            }));
  }

  private TradeState state() {
    return store.trade(T1).map(TradeEntry::state).orElseThrow();
  }

  private void rollBack() {
    TradeEntry rolledBack =
        store
            .trade(T1)
            .orElseThrow()
            .in(TradeState.ROLLED_BACK)
            .told(SettlementState.RECLAIMED, FailCode.DEADLINE_PASSED);
    store.save(
        rolledBack,
        new Notice(
            T1,
            SettlementState.RECLAIMED,
            Optional.empty(),
            Notice.Place.NONE,
            1,
            0,
            FailCode.DEADLINE_PASSED,
            "0x"));
  }

  private void finishes(long position) {
    await().atMost(PATIENCE).until(() -> rail.finished() == position);
  }

  @Test
  void anOperatorGivesUpWhatIsInNoBatchAndBothSidesAreTold() {
    assertThat(rail.finished()).isZero();
    var given = rail.desk().cancel(T1);
    assertThat(given.text()).isEqualTo("T1 is given up; both sides are told of the bust");
    assertThat(given.done()).isTrue();
    finishes(1);
    assertThat(log)
        .filteredOn(RecordSettlement.class::isInstance)
        .map(RecordSettlement.class::cast)
        .last()
        .satisfies(told -> {
          assertThat(told.state()).isEqualTo(SettlementState.FAILED);
          assertThat(told.failCode()).isZero();
        });
    var again = rail.desk().cancel(T1);
    assertThat(again.done()).isFalse();
    assertThat(again.text()).isEqualTo("T1 has failed already and is busted");
    assertThat(rail.desk().cancel(new TradeId(9)).text()).isEqualTo("the rail has no trade T9");
  }

  @Test
  void aRetryIsCarriedOutOnceThoughItsEventComesAgainAfterARestart() {
    rollBack();
    finishes(1);
    var retried =
        new TradeEvent.SettlementRetried(Instant.EPOCH, trade(SettlementState.DROPPED, 3));
    rail.accept(2, retried);
    await().atMost(PATIENCE).until(() -> state() == TradeState.INITIATED);
    assertThat(rail.finished()).as("until it is final").isEqualTo(1);
    assertThat(rail.equalsOrders(store.trade(T1).orElseThrow().instruction()))
        .as("its orders are known again")
        .isTrue();
    assertThat(rail.desk().cancel(T1).done()).as("it is in no batch again").isTrue();
    finishes(2);
  }

  @Test
  void aRetryThatWasUsedUpChangesNothing() {
    rollBack();
    finishes(1);
    var retried =
        new TradeEvent.SettlementRetried(Instant.EPOCH, trade(SettlementState.DROPPED, 3));
    rail.accept(2, retried);
    await().atMost(PATIENCE).until(() -> state() == TradeState.INITIATED);
    rollBack();
    finishes(2);
    rail.close();
    rail = started();
    rail.accept(2, retried);
    finishes(2);
    assertThat(state()).isEqualTo(TradeState.ROLLED_BACK);
  }
}
