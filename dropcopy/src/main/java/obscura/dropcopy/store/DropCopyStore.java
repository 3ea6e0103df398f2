package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.KeySession;
import obscura.dropcopy.seal.KeyWrap;
import obscura.dropcopy.seal.RecordSealer;

/**
 * The writing end of the drop copy: appends records exactly once, encrypted for the readers and
 * linked to the chain. What {@code append} has returned from survives the death of the process. For
 * several threads, which take turns; two processes on one PostgreSQL take turns as well.
 */
public final class DropCopyStore implements AutoCloseable {
  private final Database database;
  private final RecordSealer sealer;
  private final Set<Bytes> storedSessions = new HashSet<>();

  private DropCopyStore(Database database, RecordSealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  /**
   * Opens for writing and brings the tables up to date.
   *
   * @throws DropCopyException if the database cannot be opened
   */
  public static DropCopyStore open(StoreConfig config, KeyWrap compliance) {
    return open(config, List.of(compliance));
  }

  /** As {@link #open(StoreConfig, KeyWrap)}, readable with each of these keys. */
  public static DropCopyStore open(StoreConfig config, List<KeyWrap> readers) {
    RecordSealer sealer = new RecordSealer(readers);
    Database database = Database.forWriting(config);
    try {
      database.transaction(connection -> {
        HeadRow.ensure(connection);
        return true;
      });
      return new DropCopyStore(database, sealer);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The last event taken in, with or without records; 0 if none. */
  public long lastPosition() {
    return head().position();
  }

  /** The end of the chain now. */
  public ChainHead head() {
    return database.transaction(HeadRow::read);
  }

  /** Appends and notes the position of the last record; an empty batch changes nothing. */
  public void append(List<TradingRecord> batch) {
    if (!batch.isEmpty()) {
      append(batch, batch.getLast().position());
    }
  }

  /**
   * Appends in one transaction and notes that all events up to {@code upToPosition} were taken in.
   * Records of events at or below {@link #lastPosition} are ignored, so a batch may be repeated.
   * All records of one event belong into one batch.
   *
   * @throws IllegalArgumentException if positions and parts do not rise, or go beyond {@code
   *     upToPosition}; nothing is stored
   * @throws DropCopyException if the database refuses; nothing is stored, the batch may be repeated
   */
  public synchronized void append(List<TradingRecord> batch, long upToPosition) {
    check(batch, upToPosition);
    List<KeySession> added = new ArrayList<>();
    try {
      database.transaction(connection -> {
        store(connection, batch, upToPosition, added);
        return true;
      });
    } catch (RuntimeException e) {
      sealer.forget();
      throw e;
    }
    added.forEach(session -> storedSessions.add(session.name()));
  }

  /** Reads through the same connections. Closing it leaves the store open. */
  public DropCopyReader reader() {
    return new DropCopyReader(database, false);
  }

  @Override
  public void close() {
    database.close();
  }

  private void store(
      Connection connection, List<TradingRecord> batch, long upTo, List<KeySession> added)
      throws SQLException {
    ChainHead head = HeadRow.lock(connection);
    if (upTo <= head.position()) {
      return;
    }
    List<StoredRecord> links = new ArrayList<>();
    Bytes previous = head.hash();
    for (TradingRecord record : batch) {
      if (record.position() > head.position()) {
        StoredRecord link = link(head.number() + links.size() + 1, record, previous, added);
        links.add(link);
        previous = link.hash();
      }
    }
    for (KeySession session : added) {
      SessionRows.insert(connection, session);
    }
    RecordRows.insert(connection, links);
    HeadRow.update(connection, new ChainHead(head.number() + links.size(), upTo, previous));
  }

  private StoredRecord link(
      long number, TradingRecord record, Bytes previous, List<KeySession> added) {
    Optional<RecordSealer.Sealed> sealed = sealer.seal(record);
    sealed.map(RecordSealer.Sealed::session).filter(s -> isNew(s, added)).ifPresent(added::add);
    return StoredRecord.link(number, record, sealed.map(RecordSealer.Sealed::values), previous);
  }

  private boolean isNew(KeySession session, List<KeySession> added) {
    return !storedSessions.contains(session.name()) && !added.contains(session);
  }

  private static void check(List<TradingRecord> batch, long upToPosition) {
    long position = 0;
    int part = -1;
    for (TradingRecord record : batch) {
      boolean rises =
          record.position() > position || (record.position() == position && record.part() > part);
      if (!rises) {
        throw new IllegalArgumentException("positions and parts must rise: " + record);
      }
      position = record.position();
      part = record.part();
    }
    if (position > upToPosition) {
      throw new IllegalArgumentException("record of event " + position + " beyond " + upToPosition);
    }
  }
}
