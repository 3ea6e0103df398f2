package obscura.admin.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists every execution report on record, for joining it with what clients received. */
@Command(
    name = "execs",
    description = "Lists the records that have an ExecID; with --json one object a line.")
final class DropCopyExecs extends Verb {
  @Mixin private final RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    records.read(this, this::show);
    return ExitCodes.OK;
  }

  private boolean show(RecordSource source) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    source.forEach(
        RecordQuery.all(),
        stored -> {
          TradingRecord record = stored.record();
          if (record.execId().isEmpty()) {
            return;
          }
          if (admin().json()) {
            out().println(Json.of(row(record)));
          } else {
            rows.add(row(record));
          }
        });
    if (!admin().json()) {
      print(Table.of(rows));
    }
    out().flush();
    return true;
  }

  private static Map<String, @Nullable Object> row(TradingRecord record) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("position", record.position());
    row.put("kind", record.kind());
    row.put("participant", record.participant());
    row.put("execId", record.execId().orElse(null));
    row.put("orderId", record.orderId().orElse(null));
    row.put("clientId", record.clientId().orElse(null));
    row.put("tradeId", record.tradeId().orElse(null));
    return row;
  }
}
