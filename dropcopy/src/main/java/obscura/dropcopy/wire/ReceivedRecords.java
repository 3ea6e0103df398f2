package obscura.dropcopy.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.seal.WrappedSeed;
import obscura.dropcopy.store.ChainHead;
import obscura.dropcopy.store.CorruptRecordException;
import obscura.dropcopy.store.DropCopyException;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Records that came as {@link RecordLines} from elsewhere. One thread. */
public final class ReceivedRecords implements RecordSource {
  /** Asks the other side; gives each line of its answer. */
  public interface Asking {
    void ask(RecordQuery query, Consumer<String> line);
  }

  private final Asking asking;
  private final Map<Bytes, List<WrappedSeed>> sessions = new HashMap<>();
  private @Nullable ChainHead lastHead;

  public ReceivedRecords(Asking asking) {
    this.asking = asking;
  }

  @Override
  public void forEach(RecordQuery query, Consumer<StoredRecord> each) {
    ask(query, each);
  }

  @Override
  public ChainHead walk(Consumer<StoredRecord> each) {
    return ask(RecordQuery.all(), each);
  }

  /** The end of the chain as of the last answer. */
  @Override
  public ChainHead head() {
    if (lastHead == null) {
      throw new IllegalStateException("nothing was asked yet");
    }
    return lastHead;
  }

  @Override
  public List<WrappedSeed> session(Bytes name) {
    return sessions.getOrDefault(name, List.of());
  }

  private ChainHead ask(RecordQuery query, Consumer<StoredRecord> each) {
    lastHead = null;
    asking.ask(query, line -> take(line, each));
    if (lastHead == null) {
      throw new DropCopyException("the answer is cut off: the end of the chain is missing");
    }
    return lastHead;
  }

  private void take(String text, Consumer<StoredRecord> each) {
    RecordLine line = parse(text);
    if (line.record() != null) {
      each.accept(stored(line.record()));
    } else if (line.session() != null) {
      sessions.put(Bytes.parse(line.session().name()), RecordLine.seeds(line.session()));
    } else if (line.end() != null) {
      lastHead = RecordLine.head(line.end());
    } else if (line.corrupt() != null) {
      lastHead = RecordLine.head(line.corrupt().head());
      throw new CorruptRecordException(
          line.corrupt().number(), new IllegalArgumentException(line.corrupt().text()));
    }
  }

  private static RecordLine parse(String text) {
    try {
      return RecordLines.JSON.readValue(text, RecordLine.class);
    } catch (JacksonException e) {
      throw new DropCopyException("a line of the answer is not a record", e);
    }
  }

  private static StoredRecord stored(RecordLine.Row row) {
    try {
      return RecordLine.stored(row);
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException(row.number(), e);
    }
  }
}
