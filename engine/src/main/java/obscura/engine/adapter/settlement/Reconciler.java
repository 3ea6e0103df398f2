package obscura.engine.adapter.settlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import obscura.engine.port.Accounts.Reconciled;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerException;
import obscura.settlement.ledger.ReconciliationReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the ledger and keeps what came out: one line in the file of the day, an alert for a
 * break. Corrects nothing: that is a person's decision. Any thread.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final Ledger ledger;
  private final Path folder;
  private final InstantSource time;
  private volatile int breaks;

  /**
   * Nothing is compared yet.
   *
   * @param folder of the reports, made when it is missing
   */
  public Reconciler(Ledger ledger, Path folder, InstantSource time) {
    this.ledger = ledger;
    this.folder = folder;
    this.time = time;
  }

  /**
   * Reconciles now.
   *
   * @throws LedgerException if the database refuses
   * @throws UncheckedIOException if the report cannot be written
   */
  public synchronized Reconciled run() {
    ReconciliationReport report = ledger.reconcile();
    Reconciled found = new Reconciled(time.instant(), report.entries(), report.breaks());
    breaks = found.breaks().size();
    write(found);
    found.breaks().forEach(each -> LOG.error("ALERT the ledger does not reconcile: {}", each));
    return found;
  }

  /** As {@link #run}, for a timer: a failure is logged, and the next run comes. */
  public void runQuietly() {
    try {
      run();
    } catch (RuntimeException failed) {
      LOG.error("ALERT the ledger was not reconciled: {}", failed.toString());
    }
  }

  /** How many breaks the last run found. */
  public int breaks() {
    return breaks;
  }

  private void write(Reconciled found) {
    String what = found.breaks().isEmpty() ? "sound" : String.join("; ", found.breaks());
    String line = "%s entries %d %s%n".formatted(found.at(), found.entries(), what);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(day(found.at()) + ".txt"),
          line,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("a reconciliation report cannot be written", e);
    }
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
