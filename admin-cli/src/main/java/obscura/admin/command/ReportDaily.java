package obscura.admin.command;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.admin.render.Table;
import obscura.dropcopy.report.DailyTradeReport;
import obscura.dropcopy.report.ReportWriter;
import obscura.dropcopy.report.TradeSide;
import obscura.dropcopy.seal.KeyUnwrap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The trade report of a day, made here from the records. */
@Command(name = "daily", description = "All trades of a day; their values only with a key.")
final class ReportDaily extends Verb {
  /** How the report is written. */
  enum Format {
    TABLE,
    CSV,
    JSON,
    XML
  }

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The trade date, UTC. Default: today")
  private @Nullable LocalDate date;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Private key of a reader; it is used here and sent nowhere.")
  private @Nullable Path key;

  @Option(
      names = "--format",
      description = "One of ${COMPLETION-CANDIDATES}. Default: TABLE, with --json JSON")
  private @Nullable Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it. Default: standard output")
  private @Nullable Path file;

  @Mixin private final RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    LocalDate day = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
    Optional<KeyUnwrap> unwrap = Optional.ofNullable(key).map(KeyUnwrap::load);
    DailyTradeReport report =
        records.read(this, source -> DailyTradeReport.of(day, source, unwrap.map(source::opener)));
    write(text(report));
    return ExitCodes.OK;
  }

  private String text(DailyTradeReport report) {
    StringWriter out = new StringWriter();
    switch (wanted()) {
      case TABLE -> out.write(table(report));
      case CSV -> ReportWriter.csv(report, out);
      case JSON -> ReportWriter.json(report, out);
      case XML -> ReportWriter.xml(report, out);
    }
    return out.toString();
  }

  private Format wanted() {
    if (format != null) {
      return format;
    }
    return admin().json() ? Format.JSON : Format.TABLE;
  }

  private void write(String text) {
    if (file == null) {
      print(text.endsWith("\n") ? text : text + "\n");
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String table(DailyTradeReport report) {
    List<Map<String, Object>> sides = report.sides().stream().map(ReportDaily::row).toList();
    return "Trades of " + report.date() + " (UTC)\n\n" + Table.of(sides);
  }

  private static Map<String, Object> row(TradeSide side) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("time", side.at().toString());
    row.put("tradeId", side.tradeId());
    row.put("participant", side.participant());
    row.put("firm", side.firm());
    row.put("symbol", side.values().map(v -> v.symbol()).orElse("sealed"));
    row.put("side", side.values().map(v -> v.side()).orElse("sealed"));
    row.put("quantity", side.values().map(v -> v.quantity().toPlainString()).orElse("sealed"));
    row.put("price", side.values().map(v -> v.price().toPlainString()).orElse("sealed"));
    row.put("privacy", side.privacyLevel());
    row.put("settlement", side.settlementState());
    return row;
  }
}
