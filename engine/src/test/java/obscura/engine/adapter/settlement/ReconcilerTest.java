package obscura.engine.adapter.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import obscura.domain.FirmId;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the venue does with its ledger every five minutes. */
class ReconcilerTest {
  private static final String URL = "jdbc:h2:mem:reconciled;DB_CLOSE_DELAY=-1";

  @TempDir Path folder;

  @Test
  void everyRunLeavesALineAndAChangeBehindTheLedgersBackIsFound() throws Exception {
    InstantSource time = InstantSource.fixed(Instant.parse("2026-03-05T10:00:00Z"));
    Path reports = folder.resolve("reports");
    try (Ledger ledger = Ledger.open(new LedgerConfig(URL, "", ""), LedgerKey.of(new byte[32]));
        Connection thief = DriverManager.getConnection(URL, "", "");
        Statement sql = thief.createStatement()) {
      Reconciler reconciler = new Reconciler(ledger, reports, time);
      ledger.fund(new FirmId("ALPHA"), "USDC", new BigDecimal("12345.678"), "wire-1");
      assertThat(reconciler.run().breaks()).isEmpty();
      assertThat(reconciler.breaks()).isZero();

      sql.execute("UPDATE ledger_entry SET at_nanos = at_nanos + 1");
      reconciler.runQuietly();
      assertThat(reconciler.breaks()).isPositive();
      assertThat(new LedgerAccounts(ledger, reconciler).reconcile("olga").breaks())
          .hasSize(reconciler.breaks())
          .contains("entry 1 was changed: its hash differs");
    }
    List<String> lines = Files.readAllLines(reports.resolve("2026-03-05.txt"));
    assertThat(lines).hasSize(3).first().isEqualTo("2026-03-05T10:00:00Z entries 1 sound");
    assertThat(lines.subList(1, 3))
        .allMatch(line -> line.contains("entries 1 entry 1 was changed: its hash differs"));
    assertThat(lines).noneMatch(line -> line.contains("12345"));
  }
}
