package obscura.dropcopy.store;

import static obscura.dropcopy.Records.NOON;
import static obscura.dropcopy.Records.settlement;
import static obscura.dropcopy.Records.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.dropcopy.Keys;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.report.DailyTradeReport;
import obscura.dropcopy.report.ReportWriter;
import obscura.dropcopy.seal.KeySession;
import obscura.dropcopy.seal.RecordOpener;
import obscura.dropcopy.seal.SealException;
import obscura.dropcopy.verify.ChainBreak;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do, whatever database it is on. */
abstract class DropCopyContract {
  private static final LocalDate DAY = NOON.atZone(ZoneOffset.UTC).toLocalDate();

  @TempDir Path folder;
  StoreConfig config;
  Keys officer;
  DropCopyStore store;

  abstract StoreConfig newStore() throws SQLException;

  /** Switches off what refuses changes, as somebody with the rights of an administrator would. */
  abstract List<String> disarm();

  @BeforeEach
  void openEmpty() throws SQLException {
    config = newStore();
    officer = Keys.make(folder, "officer");
    store = DropCopyStore.open(config, officer.wrap());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasAppendedIsReadBackWithThePrivateKey() {
    List<TradingRecord> batch = trade(7, "1.5", "3000.25");
    store.append(batch);
    assertThat(opened(RecordQuery.all())).isEqualTo(batch);
  }

  @Test
  void withoutTheKeyOnlyPublicValuesAreThere() {
    store.append(trade(7, "1.5", "3000.25"));
    assertThat(store.reader().list(RecordQuery.all()))
        .allSatisfy(stored -> assertThat(stored.record().secret()).isEmpty());
  }

  @Test
  void anotherKeyOpensNothing() {
    store.append(trade(7, "1.5", "3000.25"));
    RecordOpener stranger = store.reader().opener(Keys.make(folder, "stranger").unwrap());
    StoredRecord stored = store.reader().list(RecordQuery.all()).getFirst();
    assertThatThrownBy(() -> stranger.open(stored)).isInstanceOf(SealException.class);
  }

  @Test
  void twoReadersOpenTheSame() {
    store.close();
    Keys auditor = Keys.make(folder, "auditor");
    store = DropCopyStore.open(config, List.of(officer.wrap(), auditor.wrap()));
    store.append(trade(1, "2", "3"));
    StoredRecord stored = store.reader().list(RecordQuery.all()).getFirst();
    assertThat(store.reader().opener(auditor.unwrap()).open(stored))
        .isEqualTo(store.reader().opener(officer.unwrap()).open(stored));
    assertWhole(2);
  }

  @Test
  void aRepeatedBatchAddsNothingEvenAfterARestart() {
    store.append(trade(1, "1", "10"));
    store.append(trade(1, "1", "10"));
    reopen();
    List<TradingRecord> overlapping = new ArrayList<>(trade(1, "1", "10"));
    overlapping.addAll(trade(2, "2", "20"));
    store.append(overlapping);
    store.append(overlapping);
    assertThat(store.lastPosition()).isEqualTo(2);
    assertThat(opened(RecordQuery.all())).isEqualTo(overlapping);
    assertWhole(4);
  }

  @Test
  void eventsWithoutRecordsMoveTheMarkToo() {
    assertThat(store.lastPosition()).isZero();
    store.append(List.of(), 41);
    store.append(List.of(), 40);
    assertThat(store.lastPosition()).isEqualTo(41);
    store.append(trade(42, "1", "10"), 50);
    reopen();
    assertThat(store.lastPosition()).isEqualTo(50);
    store.append(trade(50, "1", "10"));
    assertWhole(2);
  }

  @Test
  void aBatchOutOfOrderIsRefusedAndChangesNothing() {
    List<TradingRecord> backwards = trade(3, "1", "10").reversed();
    assertThatThrownBy(() -> store.append(backwards, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FILL 3.0");
    assertThatThrownBy(() -> store.append(trade(3, "1", "10"), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.lastPosition()).isZero();
    assertWhole(0);
  }

  @Test
  void manyScopesGoThroughSeveralSessionsAndAllOpen() {
    List<TradingRecord> all = new ArrayList<>();
    for (int event = 1; event <= KeySession.KEYS_MAX + 100; event++) {
      all.addAll(trade(event, "" + event, "10"));
    }
    store.append(all);
    List<TradingRecord> more = trade(5_000, "1", "1");
    store.append(more);
    all.addAll(more);
    assertThat(opened(RecordQuery.all())).isEqualTo(all);
    assertWhole(all.size());
  }

  @Test
  void recordsAreFoundByEveryId() {
    store.append(trade(1, "1", "10"));
    store.append(trade(2, "2", "20"));
    store.append(List.of(settlement(3, "T1", "FINAL")));
    assertThat(positions(RecordQuery.all().participant("ALICE"))).containsExactly(1L, 2L);
    assertThat(positions(RecordQuery.all().firm("BOB-FIRM").tradeId("T2"))).containsExactly(2L);
    assertThat(positions(RecordQuery.all().tradeId("T1"))).containsExactly(1L, 1L, 3L);
    assertThat(positions(RecordQuery.all().execId("E2-1"))).containsExactly(2L);
    assertThat(positions(RecordQuery.all().orderId("O10"))).containsExactly(1L);
    assertThat(positions(RecordQuery.all().clientId("bob-2"))).containsExactly(2L);
    assertThat(positions(RecordQuery.all().day(DAY))).hasSize(5);
    assertThat(positions(RecordQuery.all().day(DAY.plusDays(1)))).isEmpty();
    assertThat(positions(RecordQuery.all().day(DAY).from(NOON.plusSeconds(2)))).hasSize(3);
  }

  @Test
  void theDatabaseRefusesToChangeARecord() {
    store.append(trade(1, "1", "10"));
    for (String change :
        List.of("UPDATE drop_copy_record SET firm = 'X'", "DELETE FROM drop_copy_record")) {
      assertThatThrownBy(() -> sql(change)).hasMessageContaining("append-only");
    }
    assertWhole(2);
  }

  @Test
  void everyTamperedColumnIsNamed() throws SQLException {
    threeTrades();
    for (String set :
        List.of(
            "event_position = 2, event_part = 7",
            "at_nanos = at_nanos + 1",
            "participant = 'EVE'",
            "firm = 'EVE'",
            "kind = 'ORDER_ACCEPTED'",
            "exec_id = NULL",
            "order_id = 'O9'",
            "client_id = ''",
            "request_id = ''",
            "trade_id = 'T9'",
            "open_attributes = '{\"privacyLevel\":\"T\"}'",
            "open_attributes = '{ \"privacyLevel\":\"C\"}'",
            "open_attributes = 'nonsense'",
            "key_scope = 'X'",
            "key_index = key_index + 1",
            "sealed_values = NULL",
            "sealed_values = NULL, key_session = NULL, key_index = NULL",
            "record_hash = previous_hash")) {
      assertBreak(
          ChainBreak.Kind.CHANGED,
          4,
          "UPDATE drop_copy_record SET " + set + " WHERE record_no = 4");
    }
  }

  @Test
  void aDeletedRecordIsNamed() throws SQLException {
    threeTrades();
    assertBreak(ChainBreak.Kind.MISSING, 1, "DELETE FROM drop_copy_record WHERE record_no = 1");
    assertBreak(ChainBreak.Kind.MISSING, 3, "DELETE FROM drop_copy_record WHERE record_no = 3");
    assertBreak(ChainBreak.Kind.CUT, 6, "DELETE FROM drop_copy_record WHERE record_no = 6");
    assertBreak(ChainBreak.Kind.CUT, 1, "DELETE FROM drop_copy_record");
  }

  @Test
  void swappedRecordsAreNamed() throws SQLException {
    threeTrades();
    assertBreak(
        ChainBreak.Kind.CHANGED,
        2,
        "UPDATE drop_copy_record SET record_no = -1 WHERE record_no = 2",
        "UPDATE drop_copy_record SET record_no = 2 WHERE record_no = 5",
        "UPDATE drop_copy_record SET record_no = 5 WHERE record_no = -1");
  }

  @Test
  void insertedRecordsAreNamed() throws SQLException {
    threeTrades();
    String copy =
        "INSERT INTO drop_copy_record SELECT %s, event_position + 50, event_part, at_nanos,"
            + " participant, firm, kind, exec_id, order_id, client_id, request_id, trade_id,"
            + " open_attributes, key_scope, key_session, key_index, sealed_values, previous_hash,"
            + " record_hash FROM drop_copy_record WHERE record_no = 6";
    assertBreak(ChainBreak.Kind.CHANGED, 7, copy.formatted("7"));
    assertBreak(ChainBreak.Kind.MISSING, 1, copy.formatted("0"));
    assertBreak(
        ChainBreak.Kind.CHANGED,
        3,
        "UPDATE drop_copy_record SET record_no = record_no + 100 WHERE record_no >= 3",
        copy.replace("record_no = 6", "record_no = 106").formatted("3"),
        "UPDATE drop_copy_record SET record_no = record_no - 99 WHERE record_no > 100");
  }

  @Test
  void aTailThatWasCutOffTogetherWithTheHeadNeedsAnAnchor() throws SQLException {
    threeTrades();
    ChainHead anchor = store.head();
    tamper(
        "DELETE FROM drop_copy_record WHERE record_no > 4",
        "UPDATE drop_copy_head SET record_no = 4, event_position = 2, record_hash ="
            + " (SELECT record_hash FROM drop_copy_record WHERE record_no = 4)");
    assertWhole(4);
    assertThat(ChainVerifier.verify(store.reader(), Optional.of(anchor)).firstBreak())
        .hasValueSatisfying(found -> {
          assertThat(found.kind()).isEqualTo(ChainBreak.Kind.ANCHOR);
          assertThat(found.number()).isEqualTo(5);
        });
  }

  @Test
  void aChangedHeadIsNamed() throws SQLException {
    threeTrades();
    assertBreak(ChainBreak.Kind.BEYOND_HEAD, 5, "UPDATE drop_copy_head SET record_no = 4");
    assertBreak(ChainBreak.Kind.CUT, 7, "UPDATE drop_copy_head SET record_no = 9");
    assertBreak(ChainBreak.Kind.HEAD, 6, "UPDATE drop_copy_head SET event_position = 2");
  }

  @Test
  void changedOrLostKeysAreNamed() throws SQLException {
    threeTrades();
    assertBreak(ChainBreak.Kind.KEYS, 1, "UPDATE drop_copy_key_session SET scheme = 'NONE'");
    assertBreak(ChainBreak.Kind.KEYS, 1, "DELETE FROM drop_copy_key_session");
  }

  @Test
  void theDailyReportShowsValuesOnlyToTheKey() {
    store.append(trade(1, "1.50", "3000.25"));
    store.append(trade(2, "200000000000000000000", "0.000000001"));
    store.append(List.of(settlement(3, "T1", "LOCKED")));
    store.append(List.of(settlement(4, "T1", "FINAL")));
    assertThat(csv(Optional.empty()).lines().toList().get(1))
        .isEqualTo(
            "2026-11-20,T1,E1-0,2026-11-20T12:00:01.000000123Z,ALICE,ALICE-FIRM,sealed,sealed,"
                + "sealed,sealed,sealed,C,FINAL,O10,alice-1");
    List<String> opened = csv(Optional.of(opener())).lines().toList();
    assertThat(opened).hasSize(5);
    assertThat(opened.get(2))
        .isEqualTo(
            "2026-11-20,T1,E1-1,2026-11-20T12:00:01.000000123Z,BOB,BOB-FIRM,ETH-USDC,SELL,1.5,"
                + "3000.25,4500.375,C,FINAL,O11,bob-1");
    assertThat(opened.get(3)).contains(",200000000000000000000,0.000000001,200000000000,C,,");
  }

  @Test
  void jsonAndXmlCarryTheTotals() {
    store.append(trade(1, "1.50", "3000"));
    store.append(trade(2, "2", "1000"));
    DailyTradeReport report = DailyTradeReport.of(DAY, store.reader(), Optional.of(opener()));
    StringWriter json = new StringWriter();
    ReportWriter.json(report, json);
    assertThat(json.toString())
        .startsWith("{\"tradeDate\":\"2026-11-20\",\"sides\":[{\"tradeDate\":\"2026-11-20\",")
        .endsWith(
            "\"totals\":[{\"firm\":\"ALICE-FIRM\",\"symbol\":\"ETH-USDC\",\"sides\":\"2\","
                + "\"bought\":\"3.5\",\"sold\":\"0\",\"notional\":\"6500\"},"
                + "{\"firm\":\"BOB-FIRM\",\"symbol\":\"ETH-USDC\",\"sides\":\"2\","
                + "\"bought\":\"0\",\"sold\":\"3.5\",\"notional\":\"6500\"}]}");
    StringWriter xml = new StringWriter();
    ReportWriter.xml(report, xml);
    assertThat(xml.toString())
        .contains("<tradeReport tradeDate=\"2026-11-20\"><side>")
        .endsWith("<sold>3.5</sold><notional>6500</notional></total></tradeReport>");
  }

  private void threeTrades() {
    store.append(trade(1, "1", "10"));
    store.append(trade(2, "2", "20"));
    store.append(trade(3, "3", "30"));
    assertWhole(6);
  }

  /** Tampers, checks what is found, and mends by a copy taken before. */
  private void assertBreak(ChainBreak.Kind kind, long number, String... changes)
      throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      for (String statement : disarm()) {
        execute(connection, statement);
      }
      connection.commit();
      copy(connection, "CREATE TABLE %s AS SELECT * FROM drop_copy_%s");
      for (String change : changes) {
        execute(connection, change);
      }
      connection.commit();
      ChainReport report = ChainVerifier.verify(store.reader(), Optional.empty());
      assertThat(report.firstBreak())
          .as(changes[0])
          .hasValueSatisfying(found -> {
            assertThat(found.kind()).as(changes[0]).isEqualTo(kind);
            assertThat(found.number()).as(changes[0]).isEqualTo(number);
          });
      copy(connection, "DELETE FROM drop_copy_%2$s");
      copy(connection, "INSERT INTO drop_copy_%2$s SELECT * FROM %1$s");
      copy(connection, "DROP TABLE %s");
      connection.commit();
    }
    assertWhole(6);
  }

  private static void copy(Connection connection, String form) throws SQLException {
    for (String table : List.of("record", "head", "key_session")) {
      execute(connection, form.formatted("spare_" + table, table));
    }
  }

  private void tamper(String... changes) throws SQLException {
    for (String statement : disarm()) {
      sql(statement);
    }
    for (String change : changes) {
      sql(change);
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect()) {
      execute(connection, statement);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertWhole(long records) {
    ChainReport report = ChainVerifier.verify(store.reader(), Optional.empty());
    assertThat(report.firstBreak()).isEmpty();
    assertThat(report.records()).isEqualTo(records);
  }

  private void reopen() {
    store.close();
    store = DropCopyStore.open(config, officer.wrap());
  }

  private RecordOpener opener() {
    return store.reader().opener(officer.unwrap());
  }

  private List<TradingRecord> opened(RecordQuery query) {
    RecordOpener opener = opener();
    return store.reader().list(query).stream().map(opener::open).toList();
  }

  private List<Long> positions(RecordQuery query) {
    return store.reader().list(query).stream().map(s -> s.record().position()).toList();
  }

  private String csv(Optional<RecordOpener> opener) {
    StringWriter out = new StringWriter();
    ReportWriter.csv(DailyTradeReport.of(DAY, store.reader(), opener), out);
    return out.toString();
  }
}
