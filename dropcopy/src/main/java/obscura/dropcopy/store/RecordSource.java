package obscura.dropcopy.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.seal.KeyUnwrap;
import obscura.dropcopy.seal.RecordOpener;
import obscura.dropcopy.seal.WrappedSeed;

/** Where records of the drop copy come from: the database, or a venue that reads it for us. */
public interface RecordSource {
  /**
   * Gives every record that the query wants, in the order of the chain, as of one moment.
   *
   * @throws CorruptRecordException at a row that the venue cannot have written
   */
  void forEach(RecordQuery query, Consumer<StoredRecord> each);

  /** As {@link #forEach}, of all records, and the head of the same moment. */
  ChainHead walk(Consumer<StoredRecord> each);

  /** The end of the chain. */
  ChainHead head();

  /** The wrapped seeds of a key session; none if it is unknown. */
  List<WrappedSeed> session(Bytes name);

  /** All records that the query wants; for queries with few of them. */
  default List<StoredRecord> list(RecordQuery query) {
    List<StoredRecord> records = new ArrayList<>();
    forEach(query, records::add);
    return records;
  }

  /** Opens secret values with this private key. */
  default RecordOpener opener(KeyUnwrap key) {
    return new RecordOpener(key, this::session);
  }
}
