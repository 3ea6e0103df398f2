package obscura.engine.adapter.dropcopy;

import java.util.Map;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import obscura.dropcopy.wire.RecordLines;
import obscura.engine.port.ComplianceRecords;

/** Reads the drop copy through the venue's own connections, since an H2 file opens only once. */
public final class StoredCompliance implements ComplianceRecords {
  private final RecordSource source;

  public StoredCompliance(RecordSource source) {
    this.source = source;
  }

  @Override
  public Reading prepare(Map<String, String> query) {
    RecordQuery wanted = RecordQuery.of(query);
    return line -> RecordLines.write(source, wanted, line);
  }
}
