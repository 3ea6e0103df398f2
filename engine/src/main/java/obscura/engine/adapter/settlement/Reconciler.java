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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import obscura.engine.port.Accounts.Reconciled;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerException;
import obscura.settlement.ledger.ReconciliationReport;
import obscura.settlement.mirror.MirrorCheck;
import obscura.settlement.mirror.MirrorReport;
import obscura.settlement.mirror.WitnessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the ledger and keeps what came out: one line in the file of the day, an alert for a
 * break. Corrects nothing but differences with a vault below the configured limit: all else is a
 * person's decision. Any thread.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final Ledger ledger;
  private final Path folder;
  private final InstantSource time;
  private final List<MirrorCheck> vaults = new CopyOnWriteArrayList<>();
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

  /** From now on a vault is compared too. */
  public void compare(MirrorCheck vault) {
    vaults.add(vault);
  }

  /** As {@link #run(String)}, in the venue's own name. */
  public Reconciled run() {
    return run("venue");
  }

  /**
   * Reconciles now.
   *
   * @param operator who asks
   * @throws LedgerException if the database refuses
   * @throws UncheckedIOException if the report cannot be written
   */
  public synchronized Reconciled run(String operator) {
    ReconciliationReport report = ledger.reconcile();
    Instant at = time.instant();
    List<String> allBreaks = new ArrayList<>(report.breaks());
    List<String> adjusted = new ArrayList<>();
    String sound = report.isSound() ? "sound" : String.join("; ", report.breaks());
    write(at, "entries %d %s".formatted(report.entries(), sound));
    // A journal that was tampered with is nothing to book into.
    for (MirrorCheck vault : report.isSound() ? vaults : List.<MirrorCheck>of()) {
      MirrorReport one = compared(vault, operator, at);
      allBreaks.addAll(one.breaks());
      adjusted.addAll(one.adjusted());
      one.adjusted().forEach(each -> LOG.warn("adjusted by report {}: {}", one.id(), each));
    }
    Reconciled found = new Reconciled(at, report.entries(), adjusted, allBreaks);
    breaks = found.breaks().size();
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

  /** A chain that is away is a break: nobody knows whether the vault holds what is owed. */
  private MirrorReport compared(MirrorCheck vault, String operator, Instant at) {
    MirrorReport report;
    try {
      report = vault.run(operator);
    } catch (WitnessException away) {
      report = vault.notCompared(String.valueOf(away.getMessage()));
    }
    write(at, report.line());
    return report;
  }

  private void write(Instant at, String what) {
    String line = "%s %s%n".formatted(at, what);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(day(at) + ".txt"),
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
