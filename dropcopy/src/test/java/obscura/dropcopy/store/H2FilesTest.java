package obscura.dropcopy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import obscura.dropcopy.Keys;
import obscura.dropcopy.Records;
import obscura.dropcopy.report.DailyTradeReport;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of an H2 store hold, and what a compliance officer does with them alone. */
class H2FilesTest {
  private static final long SIZE = 7_123_456_789_012_345L;

  @TempDir Path folder;

  @Test
  void noSecretValueIsInAnyFile() throws IOException {
    Path store = Files.createDirectory(folder.resolve("store"));
    Keys officer = Keys.make(folder, "officer");
    try (DropCopyStore open = DropCopyStore.open(config(store), officer.wrap())) {
      for (int event = 1; event <= 20; event++) {
        open.append(Records.trade(event, Long.toString(SIZE), "918273.645546"));
      }
      assertNothingSecret(store);
    }
    assertNothingSecret(store);
    assertThat(FileSearch.found(store, "ALICE-FIRM")).as("the search finds what is open").isTrue();
  }

  @Test
  void theOfficerChecksAndReadsWithTheEngineDownAndChangesNoFile() throws IOException {
    Keys officer = Keys.make(folder, "officer");
    Path store = Files.createDirectory(folder.resolve("store"));
    try (DropCopyStore open = DropCopyStore.open(config(store), officer.wrap())) {
      open.append(Records.trade(1, "1", "10"));
    }
    byte[] before = Files.readAllBytes(store.resolve("copy.mv.db"));
    ChainReport report = ChainVerifier.verify(config(store));
    assertThat(report.isWhole()).isTrue();
    assertThat(report.records()).isEqualTo(2);
    try (DropCopyReader reader = DropCopyReader.open(config(store))) {
      DailyTradeReport trades =
          DailyTradeReport.of(
              LocalDate.of(2026, 11, 20), reader, Optional.of(reader.opener(officer.unwrap())));
      assertThat(trades.totals()).hasSize(2);
    }
    assertThat(Files.readAllBytes(store.resolve("copy.mv.db"))).isEqualTo(before);
  }

  @Test
  void aStoreThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> ChainVerifier.verify(config(folder)))
        .isInstanceOf(DropCopyException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWriteDelayInTheAddressIsOverruled() {
    StoreConfig config = new StoreConfig("jdbc:h2:file:/x;write_delay=500;MODE=Strict", "sa", "");
    assertThat(config.writingUrl()).isEqualTo("jdbc:h2:file:/x;MODE=Strict;WRITE_DELAY=0");
    assertThat(config.readingUrl()).doesNotContainIgnoringCase("write_delay");
  }

  @Test
  void aConfigurationPrintsNoPassword() {
    StoreConfig config =
        new StoreConfig("jdbc:postgresql://db/x?user=a&password=hunter2", "sa", "hunter2");
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> new StoreConfig("jdbc:mysql:x", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StoreConfig config(Path store) {
    return new StoreConfig("jdbc:h2:file:" + store.resolve("copy"), "sa", "");
  }

  private static void assertNothingSecret(Path store) throws IOException {
    for (String text : new String[] {Long.toString(SIZE), "918273.645546", "ETH-USDC", "SELL"}) {
      assertThat(FileSearch.found(store, text)).as(text).isFalse();
    }
    assertThat(FileSearch.found(store, SIZE)).isFalse();
  }
}
