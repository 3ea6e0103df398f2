package obscura.admin.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.KeyUnwrap;
import obscura.dropcopy.seal.RecordOpener;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all records of one thing; with a key their values too, which are opened here. */
@Command(
    name = "show",
    description = "Shows all records of an execution, an order or a trade; values only with a key.")
final class DropCopyShow extends Verb {
  /** What is looked for: one id. */
  static final class Wanted {
    @Option(names = "--exec", paramLabel = "ID", description = "ExecID(17).")
    private @Nullable String exec;

    @Option(names = "--order", paramLabel = "ID", description = "OrderID(37).")
    private @Nullable String order;

    @Option(names = "--client", paramLabel = "ID", description = "ClOrdID(11) or QuoteID(117).")
    private @Nullable String client;

    @Option(names = "--trade", paramLabel = "ID", description = "TrdMatchID(880).")
    private @Nullable String trade;

    private RecordQuery query() {
      RecordQuery query = RecordQuery.all();
      query = exec == null ? query : query.execId(exec);
      query = order == null ? query : query.orderId(order);
      query = client == null ? query : query.clientId(client);
      return trade == null ? query : query.tradeId(trade);
    }
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Wanted wanted = new Wanted();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Private key of a reader; it is used here and sent nowhere.")
  private @Nullable Path key;

  @Mixin private final RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    Optional<KeyUnwrap> unwrap = Optional.ofNullable(key).map(KeyUnwrap::load);
    return records.read(this, source -> show(source, unwrap));
  }

  private int show(RecordSource source, Optional<KeyUnwrap> unwrap) {
    List<StoredRecord> found = source.list(wanted.query());
    Optional<RecordOpener> opener = unwrap.map(source::opener);
    for (StoredRecord stored : found) {
      TradingRecord opened = opener.map(o -> o.open(stored)).orElse(stored.record());
      boolean sealed = opener.isEmpty() && stored.sealed().isPresent();
      print(
          admin().json()
              ? Json.of(json(stored, opened, sealed)) + "\n"
              : text(stored, opened, sealed));
    }
    if (found.isEmpty()) {
      err().println("no record has this id");
      return ExitCodes.REFUSED;
    }
    return ExitCodes.OK;
  }

  private static String text(StoredRecord stored, TradingRecord record, boolean sealed) {
    Map<String, @Nullable Object> all = head(stored, record);
    all.putAll(record.open());
    all.putAll(record.secret());
    if (sealed) {
      all.put("values", "sealed");
    }
    return Table.ofOne(all) + "\n";
  }

  private static Map<String, @Nullable Object> json(
      StoredRecord stored, TradingRecord record, boolean sealed) {
    Map<String, @Nullable Object> all = head(stored, record);
    all.put("open", record.open());
    all.put("sealed", sealed);
    all.put("values", record.secret());
    return all;
  }

  private static Map<String, @Nullable Object> head(StoredRecord stored, TradingRecord record) {
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("record", stored.number());
    head.put("position", record.position());
    head.put("at", record.at().toString());
    head.put("kind", record.kind());
    head.put("participant", record.participant());
    head.put("firm", record.firm());
    head.put("execId", record.execId().orElse(null));
    head.put("orderId", record.orderId().orElse(null));
    head.put("clientId", record.clientId().orElse(null));
    head.put("requestId", record.requestId().orElse(null));
    head.put("tradeId", record.tradeId().orElse(null));
    return head;
  }
}
