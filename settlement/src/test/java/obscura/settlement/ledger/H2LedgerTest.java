package obscura.settlement.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.jdbc.Database;
import org.junit.jupiter.api.Test;

/** The contract on an H2 file, and what the file holds. */
class H2LedgerTest extends LedgerContract {
  private static final long CENTS = 7_123_456_789_012_345L;

  @Override
  LedgerConfig newLedger() {
    return new LedgerConfig("jdbc:h2:file:" + folder.resolve("ledger"), "sa", "");
  }

  @Test
  void noAmountTokenOrFirmIsInAnyFile() throws IOException {
    for (int i = 1; i <= 10; i++) {
      ledger.fund(ALICE, "USDC", amount(Long.toString(CENTS)), "alpha" + i);
      ledger.fund(BOB, "ETH", amount("918273.645546"), "beta" + i);
      ledger.settle(
          new TradeInstruction(
              new TradeId(i), ALICE, BOB, "ETH", "USDC", amount("918273.645546"), amount("5")));
    }
    assertNothingRecognisable();
    ledger.close();
    assertNothingRecognisable();
    ledger = Ledger.open(config, key(7), () -> NOON);
  }

  @Test
  void aWriteDelayInTheAddressIsOverruled() {
    assertThat(Database.durable("jdbc:h2:file:/x;WRITE_DELAY=500"))
        .isEqualTo("jdbc:h2:file:/x;WRITE_DELAY=0");
  }

  @Test
  void aKeyFileIsForItsOwnerOnlyAndNeverOverwritten() throws IOException {
    Path file = folder.resolve("ledger.key");
    LedgerKey made = LedgerKey.generate(file);
    assertThat(LedgerKey.load(file).bytes()).isEqualTo(made.bytes());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> LedgerKey.generate(file)).isInstanceOf(LedgerException.class);
    Files.writeString(file, "short");
    assertThatThrownBy(() -> LedgerKey.load(file)).isInstanceOf(LedgerException.class);
  }

  private void assertNothingRecognisable() throws IOException {
    for (String text : new String[] {Long.toString(CENTS), "918273.645546", "USDC", "ALICE"}) {
      assertThat(FileSearch.found(folder, text)).as(text).isFalse();
    }
    assertThat(FileSearch.found(folder, CENTS)).isFalse();
    assertThat(FileSearch.found(folder, "alpha3")).as("the search finds what is open").isTrue();
  }
}
