package obscura.admin.client;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import obscura.dropcopy.store.DropCopyException;
import obscura.dropcopy.store.DropCopyReader;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.RecordSource;
import obscura.dropcopy.store.StoreConfig;
import obscura.dropcopy.wire.ReceivedRecords;

/**
 * Reads the drop copy: through the running venue, which notes it in its log, or directly from the
 * database when no venue runs. Either way records come sealed, and are opened here alone.
 */
public final class DropCopyAccess {
  /** Whom to ask. */
  public enum Way {
    /** The venue, and the database if no venue answers. */
    VENUE_FIRST,
    /** The database. */
    DIRECT
  }

  private final Supplier<VenueClient> venue;
  private final StoreConfig store;
  private final Consumer<String> notes;

  /**
   * @param notes takes a line for people, about where the records come from
   */
  public DropCopyAccess(Supplier<VenueClient> venue, StoreConfig store, Consumer<String> notes) {
    this.venue = venue;
    this.store = store;
    this.notes = notes;
  }

  /**
   * Does something with the records.
   *
   * @throws NotReachableException if neither way is open
   */
  public <T> T read(Way way, Function<RecordSource, T> work) {
    if (way == Way.DIRECT) {
      return direct(work);
    }
    try (VenueClient client = venue.get()) {
      return work.apply(new ReceivedRecords((query, line) -> ask(client, query, line)));
    } catch (NotReachableException e) {
      notes.accept(e.getMessage() + "; reading " + store + " directly");
      return direct(work);
    }
  }

  private <T> T direct(Function<RecordSource, T> work) {
    try (DropCopyReader reader = DropCopyReader.open(store)) {
      return work.apply(reader);
    } catch (DropCopyException e) {
      throw new NotReachableException(
          "the store cannot be read ("
              + e.getMessage()
              + "); an H2 file opens only while no venue"
              + " uses it",
          e);
    }
  }

  private static void ask(VenueClient client, RecordQuery query, Consumer<String> line) {
    VenueAnswer answer =
        client.read("dropcopy-read", query.toMap(), UUID.randomUUID().toString(), line);
    if (!answer.isDone()) {
      throw new DropCopyException(answer.text());
    }
  }
}
