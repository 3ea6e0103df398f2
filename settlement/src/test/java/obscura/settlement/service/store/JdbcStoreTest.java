package obscura.settlement.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.ledger.FileSearch;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.Postgres;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BatchChange;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Fees;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.core.MakerFee;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.core.Step;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.core.TradeRules;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.SettlementStore.Acceptance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store says after it was closed and opened again, on both databases. */
class JdbcStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final StoreKey KEY = StoreKey.of(new byte[32]);
  private static final Bytes HASH = Bytes.hex("0x" + "ab".repeat(32));
  private static final TradeRules RULES = new TradeRules(4, "0xvault");
  private static final String AMOUNT = "918273.645546";

  @TempDir Path folder;

  static Stream<String> databases() {
    return Stream.of("h2", "postgresql");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void everythingWrittenIsThereAgain(String kind) throws SQLException {
    StoreConfig config = config(kind);
    Batch batch;
    TradeEntry trade;
    NoteOffice.Prepared.Signed signed = signed();
    try (StoreDatabase database = StoreDatabase.open(config)) {
      JdbcStore store = new JdbcStore(database, KEY);
      TradeEntry fresh = TradeEntry.initiated(instruction(1), NOON);
      assertThat(store.accept(fresh, RULES.outside(fresh))).isEqualTo(Acceptance.NEW);
      assertThat(store.accept(fresh, RULES.outside(fresh))).isEqualTo(Acceptance.REPEATED);
      assertThat(store.waiting(10)).containsExactly(fresh);
      BatchChange change =
          RULES.assembled(Batch.assembled(77, 1_900_000_000L, List.of(fresh.id())), List.of(fresh));
      store.save(change);
      batch = change.batch().signed(signed.call());
      store.saveSigned(batch, signed);
      Attempt attempt =
          new Attempt(
              Attempt.Kind.SETTLE,
              5,
              100_000,
              new Fees(BigInteger.TWO.pow(100), BigInteger.ONE),
              Bytes.hex("0x02ff"),
              HASH,
              NOON);
      batch = batch.written(attempt);
      change = RULES.written(batch, change.trades(), attempt);
      store.save(change);
      Step include = new Step.Include(new Inclusion(9, HASH, HASH));
      change = RULES.after(batch, change.trades(), include);
      store.save(change);
      batch = change.batch();
      trade = change.trades().getFirst();
    }
    try (StoreDatabase database = StoreDatabase.open(config)) {
      JdbcStore store = new JdbcStore(database, KEY);
      assertThat(store.open()).containsExactly(batch);
      assertThat(store.batch(77)).contains(batch);
      assertThat(store.trade(trade.id())).contains(trade);
      assertThat(store.signed(77)).contains(signed);
      assertThat(store.lastBatch()).isEqualTo(77);
      assertThat(store.nextNonce()).isEqualTo(6);
      assertThat(store.waiting(10)).isEmpty();
      Map<Long, Notice> notices = store.notices(10);
      assertThat(notices.values().stream().map(Notice::state))
          .containsExactly(
              SettlementState.MATCHED,
              SettlementState.LOCKED,
              SettlementState.SENT,
              SettlementState.INCLUDED);
      notices.keySet().forEach(store::taken);
      assertThat(store.notices(10)).isEmpty();
    }
  }

  @Test
  void whatIsHalfWrittenIsNotWritten() {
    try (StoreDatabase database = StoreDatabase.open(config("h2"))) {
      JdbcStore store = new JdbcStore(database, KEY);
      TradeEntry unknown = TradeEntry.initiated(instruction(2), NOON);
      BatchChange change =
          RULES.assembled(Batch.assembled(1, 1, List.of(unknown.id())), List.of(unknown));
      assertThatThrownBy(() -> store.save(change)).isInstanceOf(StoreException.class);
      assertThat(store.open()).isEmpty();
      assertThat(store.notices(10)).isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noAmountTokenOrFirmIsInAnyFileAndAnotherKeyOpensNothing() throws Exception {
    try (StoreDatabase database = StoreDatabase.open(config("h2"))) {
      JdbcStore store = new JdbcStore(database, KEY);
      TradeEntry trade = TradeEntry.initiated(instruction(3), NOON);
      store.accept(trade, RULES.outside(trade));
      for (String text : List.of(AMOUNT, "USDCOIN", "ALICEFIRM")) {
        assertThat(FileSearch.found(folder, text)).as(text).isFalse();
      }
      assertThat(FileSearch.found(folder, "0xvault")).as("the search finds what is open").isTrue();
      JdbcStore other =
          new JdbcStore(database, StoreKey.of(Bytes.hex("0x" + "01".repeat(32)).array()));
      assertThatThrownBy(() -> other.trade(trade.id())).isInstanceOf(StoreException.class);
    }
  }

  private StoreConfig config(String kind) throws SQLException {
    if (kind.equals("h2")) {
      return new StoreConfig("jdbc:h2:file:" + folder.resolve("store"), "sa", "");
    }
    LedgerConfig postgres = Postgres.newDatabase();
    return new StoreConfig(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static ChainInstruction instruction(long id) {
    FirmId alice = new FirmId("ALICEFIRM");
    FirmId bob = new FirmId("BOB");
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(id),
            alice,
            bob,
            "WETH",
            "USDCOIN",
            new BigDecimal(AMOUNT),
            new BigDecimal("3")),
        "eip155:1",
        Optional.of(new MakerFee(alice, bob, "USDCOIN", new BigDecimal("0.5"))));
  }

  private static NoteOffice.Prepared.Signed signed() {
    NoteOffice.Made made =
        new NoteOffice.Made(
            0, Bytes.hex("0x01"), Bytes.hex("0x02"), HASH, HASH, List.of(HASH, HASH));
    return new NoteOffice.Prepared.Signed(
        Bytes.hex("0xca11"), HASH, HASH, Map.of(new TradeId(1), List.of(made)));
  }

  @Test
  void aReasonIsKept() throws SQLException {
    try (StoreDatabase database = StoreDatabase.open(config("h2"))) {
      JdbcStore store = new JdbcStore(database, KEY);
      TradeEntry trade = TradeEntry.initiated(instruction(4), NOON);
      store.accept(trade, RULES.outside(trade));
      TradeEntry refused = RULES.refused(trade, FailCode.INSUFFICIENT_BALANCE);
      store.save(refused, RULES.outside(refused));
      assertThat(store.trade(trade.id())).contains(refused);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anInstructionWithoutAmountsIsThereAgainToo(String kind) throws Exception {
    SharedInstruction shared =
        new SharedInstruction(
            new TradeId(5),
            "eip155:1",
            new ParticipantId("ALICEDESK"),
            new ParticipantId("BOBDESK"),
            new SharedInstruction.Market(7, "WETH", "USDCOIN"),
            new Handle(1, -2, 3, Long.MIN_VALUE),
            true);
    TradeEntry trade = TradeEntry.initiated(shared, NOON);
    StoreConfig config = config(kind);
    try (StoreDatabase database = StoreDatabase.open(config)) {
      JdbcStore store = new JdbcStore(database, KEY);
      assertThat(store.accept(trade, RULES.outside(trade))).isEqualTo(Acceptance.NEW);
    }
    try (StoreDatabase database = StoreDatabase.open(config)) {
      JdbcStore store = new JdbcStore(database, KEY);
      assertThat(store.trade(trade.id())).contains(trade);
      assertThat(store.accept(trade, RULES.outside(trade))).isEqualTo(Acceptance.REPEATED);
    }
    for (String text : List.of("ALICEDESK", "USDCOIN")) {
      assertThat(FileSearch.found(folder, text)).as(text).isFalse();
    }
  }
}
