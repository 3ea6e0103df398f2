package obscura.dropcopy.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.store.ChainHead;
import obscura.dropcopy.store.CorruptRecordException;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a query finds as lines, one JSON object each; values stay encrypted. */
public final class RecordLines {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final RecordSource source;
  private final Consumer<String> lines;
  private final Set<Bytes> told = new HashSet<>();

  private RecordLines(RecordSource source, Consumer<String> lines) {
    this.source = source;
    this.lines = lines;
  }

  /**
   * Writes all lines, the end of the chain last; {@link ReceivedRecords} reads them.
   *
   * @throws obscura.dropcopy.store.DropCopyException if the database fails; then the end is missing
   */
  public static void write(RecordSource source, RecordQuery query, Consumer<String> lines) {
    new RecordLines(source, lines).write(query);
  }

  private void write(RecordQuery query) {
    try {
      write(RecordLine.of(read(query)));
    } catch (CorruptRecordException e) {
      write(RecordLine.corrupt(e.number(), "the venue cannot have written it", source.head()));
    }
  }

  private ChainHead read(RecordQuery query) {
    if (query.isAll()) {
      return source.walk(this::write);
    }
    source.forEach(query, this::write);
    return source.head();
  }

  private void write(StoredRecord stored) {
    stored.sealed().map(SealedValues::session).filter(told::add).ifPresent(this::writeSession);
    write(RecordLine.of(stored));
  }

  private void writeSession(Bytes session) {
    write(RecordLine.of(session, source.session(session)));
  }

  private void write(RecordLine line) {
    lines.accept(JSON.writeValueAsString(line));
  }
}
