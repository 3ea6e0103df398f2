package obscura.dropcopy.wire;

import static obscura.dropcopy.Records.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import obscura.dropcopy.Keys;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.RecordOpener;
import obscura.dropcopy.store.DropCopyException;
import obscura.dropcopy.store.DropCopyReader;
import obscura.dropcopy.store.DropCopyStore;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.StoreConfig;
import obscura.dropcopy.verify.ChainBreak;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLinesTest {
  @TempDir Path folder;

  private Keys officer;
  private DropCopyStore store;
  private DropCopyReader reader;

  @BeforeEach
  void open() {
    officer = Keys.make(folder, "officer");
    StoreConfig config = new StoreConfig("jdbc:h2:file:" + folder.resolve("records"), "", "");
    store = DropCopyStore.open(config, officer.wrap());
    reader = store.reader();
    store.append(trade(1, "1.5", "3000.25"));
    store.append(trade(2, "2", "3001"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** What arrives when each line is changed so on its way; an empty line is lost. */
  private ReceivedRecords received(UnaryOperator<String> changed) {
    return new ReceivedRecords((query, line) -> {
      List<String> lines = new ArrayList<>();
      RecordLines.write(reader, RecordQuery.of(query.toMap()), lines::add);
      lines.stream().map(changed).filter(text -> !text.isEmpty()).forEach(line);
    });
  }

  private static ChainReport verify(ReceivedRecords records) {
    return ChainVerifier.verify(records, Optional.empty());
  }

  @Test
  void whatArrivesIsWhatIsStored() {
    ReceivedRecords received = received(line -> line);
    assertThat(received.list(RecordQuery.all())).isEqualTo(reader.list(RecordQuery.all()));
    assertThat(received.head()).isEqualTo(reader.head());
    RecordQuery second =
        RecordQuery.all().tradeId("T2").kind("FILL").day(LocalDate.of(2026, 11, 20));
    assertThat(received.list(second)).isEqualTo(reader.list(second)).hasSize(2);
  }

  @Test
  void whoHasTheKeyOpensWhatArrives() {
    ReceivedRecords received = received(line -> line);
    List<StoredRecord> sealed = received.list(RecordQuery.all().tradeId("T1"));
    RecordOpener opener = received.opener(officer.unwrap());
    List<TradingRecord> opened = sealed.stream().map(opener::open).toList();
    assertThat(opened).isEqualTo(trade(1, "1.5", "3000.25"));
  }

  @Test
  void noValueIsOnTheWayInTheClear() {
    List<String> lines = new ArrayList<>();
    RecordLines.write(reader, RecordQuery.all(), lines::add);
    assertThat(lines).noneMatch(line -> line.contains("3000.25") || line.contains("ETH"));
  }

  @Test
  void theChainIsCheckedWhereItArrives() {
    assertThat(verify(received(line -> line)).isWhole()).isTrue();
    ChainReport lost = verify(received(line -> line.contains("\"number\":2,") ? "" : line));
    assertThat(lost.firstBreak().orElseThrow().kind()).isEqualTo(ChainBreak.Kind.MISSING);
    ChainReport changed = verify(received(line -> line.replace("alice-2", "alice-3")));
    assertThat(changed.firstBreak().orElseThrow().kind()).isEqualTo(ChainBreak.Kind.CHANGED);
    assertThat(changed.firstBreak().orElseThrow().number()).isEqualTo(3);
    ChainReport noKeys = verify(received(line -> line.startsWith("{\"session\"") ? "" : line));
    assertThat(noKeys.firstBreak().orElseThrow().kind()).isEqualTo(ChainBreak.Kind.KEYS);
    ChainReport odd = verify(received(line -> line.replace("\"kind\":\"FILL\"", "\"kind\":\"?\"")));
    assertThat(odd.firstBreak().orElseThrow().kind()).isEqualTo(ChainBreak.Kind.CHANGED);
  }

  @Test
  void aCutOffAnswerIsNotTakenForAWholeOne() {
    ReceivedRecords cut = received(line -> line.startsWith("{\"end\"") ? "" : line);
    assertThatThrownBy(() -> cut.list(RecordQuery.all()))
        .isInstanceOf(DropCopyException.class)
        .hasMessageContaining("cut off");
    ReceivedRecords garbled = received(line -> line.substring(1));
    assertThatThrownBy(() -> garbled.list(RecordQuery.all())).isInstanceOf(DropCopyException.class);
  }

  @Test
  void unknownConditionsAreRefusedByName() {
    assertThatThrownBy(() -> RecordQuery.of(Map.of("colour", "red")))
        .hasMessage("no records are found by 'colour'");
    assertThatThrownBy(() -> RecordQuery.of(Map.of("from", "noon")))
        .hasMessage("from is in nanoseconds since 1970");
    assertThatThrownBy(() -> RecordQuery.all().tradeId("T1").tradeId("T2"))
        .hasMessage("trade is given twice");
  }
}
