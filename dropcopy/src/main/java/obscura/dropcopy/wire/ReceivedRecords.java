package obscura.dropcopy.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private @Nullable CorruptRecordException firstCorrupt;

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
    firstCorrupt = null;
    asking.ask(query, line -> take(parse(line), each));
    if (lastHead == null) {
      throw new DropCopyException("the answer is cut off: the end of the chain is missing");
    }
    if (firstCorrupt != null) {
      throw firstCorrupt;
    }
    return lastHead;
  }

  /** After a record that cannot be, only the end is still wanted. */
  private void take(RecordLine line, Consumer<StoredRecord> each) {
    if (line.end() != null) {
      lastHead = RecordLine.head(line.end());
    } else if (line.corrupt() != null) {
      lastHead = RecordLine.head(line.corrupt().head());
      corrupt(line.corrupt().number(), new IllegalArgumentException(line.corrupt().text()));
    } else if (line.session() != null) {
      sessions.put(Bytes.parse(line.session().name()), RecordLine.seeds(line.session()));
    } else if (line.record() != null && firstCorrupt == null) {
      stored(line.record()).ifPresent(each);
    }
  }

  private Optional<StoredRecord> stored(RecordLine.Row row) {
    try {
      return Optional.of(RecordLine.stored(row));
    } catch (IllegalArgumentException e) {
      corrupt(row.number(), e);
      return Optional.empty();
    }
  }

  private void corrupt(long number, IllegalArgumentException cause) {
    if (firstCorrupt == null) {
      firstCorrupt = new CorruptRecordException(number, cause);
    }
  }

  private static RecordLine parse(String text) {
    try {
      return RecordLines.JSON.readValue(text, RecordLine.class);
    } catch (JacksonException e) {
      throw new DropCopyException("a line of the answer is not a record", e);
    }
  }
}
